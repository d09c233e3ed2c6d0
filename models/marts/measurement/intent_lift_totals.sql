with counts as (
    select * from {{ ref('int_cohort_counts') }}
),

totals as (
    select
        scorecard_name,
        cohort_kind,
        cohort_value,
        horizon_days,
        count(distinct cohort_month) as n_months,
        cast(sum(n_contacts) as bigint) as n_contacts,
        cast(sum(n_converters) as bigint) as n_converters
    from counts
    group by scorecard_name, cohort_kind, cohort_value, horizon_days
),

with_baseline as (
    select
        *,
        cast(sum(n_contacts) over (partition by scorecard_name, cohort_kind, horizon_days) as bigint) as n_baseline_contacts,
        cast(sum(n_converters) over (partition by scorecard_name, cohort_kind, horizon_days) as bigint) as n_baseline_converters
    from totals
),

rated as (
    select
        *,
        {{ intent.lift_columns() }}
    from with_baseline
),

published as (
    select
        scorecard_name,
        cohort_kind,
        cohort_value,
        horizon_days,
        {{ intent.lift_verdict() }} as verdict,
        n_months,
        n_contacts,
        n_converters,
        {{ intent.from_micro_units('conversion_rate_micro') }} as conversion_rate,
        {{ intent.from_micro_units('baseline_rate_micro') }} as baseline_rate,
        {{ intent.from_micro_units('lift_micro') }} as lift,
        {{ intent.from_micro_units('rate_lower_bound_micro') }} as lower_bound_rate,
        {{ intent.from_micro_units('rate_upper_bound_micro') }} as upper_bound_rate
    from rated
)

select * from published
