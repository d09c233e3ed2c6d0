with counts as (
    select * from {{ ref('int_signal_counts') }}
),

medians as (
    select * from {{ ref('int_signal_days_to_conversion') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

counted as (
    select
        signals.signal_name,
        signals.tier,
        signals.channel,
        signals.points_micro,
        coalesce(counts.n_contacts, 0) as n_contacts,
        coalesce(counts.n_converters, 0) as n_converters,
        counts.n_contacts_without,
        counts.n_converters_without,
        medians.median_days_to_conversion
    from signals
    left join counts on signals.signal_name = counts.signal_name
    left join medians on signals.signal_name = medians.signal_name
),

rated as (
    select
        *,
        {{ intent.share_micro('n_converters', 'n_contacts') }} as rate_with_micro,
        {{ intent.share_micro('n_converters_without', 'n_contacts_without') }} as rate_without_micro,
        case when n_contacts > 0
                then {{ intent.shrunk_log_odds('n_converters', 'n_contacts', 'n_converters_without', 'n_contacts_without') }}
        end as shrunk_log_odds_micro
    from counted
),

-- Ten points for each doubling of the odds: 10 / ln(2) = 14.426950.
published as (
    select
        *,
        {{ intent.rounded_divide('rate_with_micro * 1000000', 'nullif(rate_without_micro, 0)') }} as lift_micro,
        {{ intent.integer_divide('shrunk_log_odds_micro * 14426950', 1000000) }} as proposed_points_micro,
        {{ intent.integer_divide('shrunk_log_odds_micro * 14426950', 1000000) }} - points_micro as points_difference_micro
    from rated
)

select * from published
