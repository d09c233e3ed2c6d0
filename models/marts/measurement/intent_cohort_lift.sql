with lift as (
    select * from {{ ref('int_cohort_lift') }}
),

published as (
    select
        cohort_month,
        scorecard_name,
        cohort_kind,
        cohort_value,
        horizon_days,
        verdict,
        n_contacts,
        cast(n_converters as bigint) as n_converters,
        {{ intent.from_micro_units('conversion_rate_micro') }} as conversion_rate,
        {{ intent.from_micro_units('baseline_rate_micro') }} as baseline_rate,
        {{ intent.from_micro_units('lift_micro') }} as lift,
        {{ intent.from_micro_units('rate_lower_bound_micro') }} as lower_bound_rate,
        {{ intent.from_micro_units('rate_upper_bound_micro') }} as upper_bound_rate,
        is_matured
    from lift
)

select * from published
