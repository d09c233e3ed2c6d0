with members as (
    select * from {{ ref('int_cohort_members') }}
    where is_conversion_window
),

features as (
    select * from {{ ref('int_signal_features_as_of') }}
    where value_micro > 0
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

totals as (
    select
        count(*) as n_all_contact_months,
        cast(sum(case when is_converted then 1 else 0 end) as bigint) as n_all_converters
    from members
),

-- A conversion comes a day after the as-of date or later, so day 0 holds those who did not convert.
with_signal as (
    select
        features.feature_name as signal_name,
        case when members.is_converted then members.days_to_conversion else 0 end as days_to_conversion,
        case when members.is_converted then 1 else 0 end as n_converted,
        row_number() over (partition by features.feature_name, members.contact_id order by members.as_of_date) as nth_month
    from members
    inner join features on members.as_of_date = features.as_of_date and members.contact_id = features.contact_id
),

days_to_conversion as (
    select
        signal_name,
        days_to_conversion,
        count(*) as n_contact_months,
        sum(n_converted) as n_converters,
        sum(case when nth_month = 1 then 1 else 0 end) as n_contacts
    from with_signal
    group by signal_name, days_to_conversion
),

cumulated as (
    select
        *,
        sum(n_converters) over (partition by signal_name order by days_to_conversion) as n_converters_so_far,
        sum(n_converters) over (partition by signal_name) as n_all_converters
    from days_to_conversion
),

-- The lower median: the middle converter, or the earlier of the middle two.
counts as (
    select
        signal_name,
        cast(sum(n_contacts) as bigint) as n_contacts,
        cast(sum(n_contact_months) as bigint) as n_contact_months,
        cast(sum(n_converters) as bigint) as n_converters,
        min(case when n_converters > 0 and 2 * n_converters_so_far >= n_all_converters then days_to_conversion end)
            as median_days_to_conversion
    from cumulated
    group by signal_name
),

rated as (
    select
        signals.signal_name,
        signals.tier,
        signals.channel,
        signals.leak_risk,
        signals.points_micro,
        totals.n_all_contact_months,
        totals.n_all_converters,
        coalesce(counts.n_contacts, 0) as n_contacts,
        coalesce(counts.n_contact_months, 0) as n_contact_months,
        coalesce(counts.n_converters, 0) as n_converters,
        counts.median_days_to_conversion,
        {{ intent.share_micro('counts.n_converters', 'counts.n_contact_months') }} as rate_with_micro,
        {{ intent.share_micro('totals.n_all_converters - counts.n_converters', 'totals.n_all_contact_months - counts.n_contact_months') }}
            as rate_without_micro,
        case when counts.n_contact_months > 0 then {{ intent.shrunk_log_odds(
            'counts.n_converters', 'counts.n_contact_months',
            '(totals.n_all_converters - counts.n_converters)', '(totals.n_all_contact_months - counts.n_contact_months)'
        ) }} end as shrunk_log_odds_micro
    from signals
    left join counts on signals.signal_name = counts.signal_name
    cross join totals
),

published as (
    select
        *,
        {{ intent.rounded_divide('rate_with_micro * 1000000', 'nullif(rate_without_micro, 0)') }} as lift_micro,
        {{ intent.is_leak_suspect('n_converters', 'n_contact_months', 'n_all_converters', 'n_all_contact_months') }} as is_leak_suspect
    from rated
)

select * from published
