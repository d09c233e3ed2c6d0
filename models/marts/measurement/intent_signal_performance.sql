with performance as (
    select * from {{ ref('int_signal_performance') }}
),

correlated as (
    select * from {{ ref('int_correlated_signals') }}
),

proposed as (
    select * from {{ ref('int_proposed_points') }}
),

-- Of fewer than 20 converters with the signal history proposes nothing.
published as (
    select
        performance.signal_name,
        performance.tier,
        performance.channel,
        correlated.correlated_signal,
        cast(performance.n_contacts as bigint) as n_contacts,
        cast(performance.n_contact_months as bigint) as n_contact_months,
        cast(performance.n_converters as bigint) as n_converters,
        {{ intent.from_micro_units('performance.rate_with_micro') }} as conversion_rate_with,
        {{ intent.from_micro_units('performance.rate_without_micro') }} as conversion_rate_without,
        {{ intent.from_micro_units('performance.lift_micro') }} as lift,
        {{ intent.from_micro_units('performance.shrunk_log_odds_micro') }} as shrunk_log_odds,
        cast(performance.median_days_to_conversion as bigint) as median_days_to_conversion,
        {{ intent.from_micro_units('performance.points_micro') }} as points,
        case when performance.n_converters >= 20 then {{ intent.from_micro_units('proposed.proposed_points_micro') }} end as proposed_points,
        case when performance.n_converters >= 20 then {{ intent.from_micro_units('proposed.points_difference_micro') }} end as points_difference,
        case when performance.n_converters >= 20 then {{ intent.from_micro_units('proposed.low_points_micro') }} end as proposed_points_low,
        case when performance.n_converters >= 20 then {{ intent.from_micro_units('proposed.high_points_micro') }} end as proposed_points_high,
        {{ intent.from_micro_units('correlated.phi_micro') }} as correlation,
        performance.is_leak_suspect
    from performance
    left join correlated on performance.signal_name = correlated.signal_name
    left join proposed on performance.signal_name = proposed.signal_name
)

select * from published
