with performance as (
    select * from {{ ref('int_signal_performance') }}
),

published as (
    select
        signal_name,
        tier,
        channel,
        cast(n_contacts as bigint) as n_contacts,
        cast(n_contact_months as bigint) as n_contact_months,
        cast(n_converters as bigint) as n_converters,
        {{ intent.from_micro_units('rate_with_micro') }} as conversion_rate_with,
        {{ intent.from_micro_units('rate_without_micro') }} as conversion_rate_without,
        {{ intent.from_micro_units('lift_micro') }} as lift,
        {{ intent.from_micro_units('shrunk_log_odds_micro') }} as shrunk_log_odds,
        cast(median_days_to_conversion as bigint) as median_days_to_conversion,
        {{ intent.from_micro_units('points_micro') }} as points,
        {{ intent.from_micro_units('proposed_points_micro') }} as proposed_points,
        {{ intent.from_micro_units('points_difference_micro') }} as points_difference
    from performance
)

select * from published
