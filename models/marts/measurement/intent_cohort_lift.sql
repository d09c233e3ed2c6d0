with counts as (
    select * from {{ ref('int_cohort_counts') }}
),

latest_date as (
    select * from {{ ref('int_latest_as_of_date') }}
),

with_baseline as (
    select
        *,
        {{ intent.baseline_columns('cohort_month, scorecard_name, cohort_kind, horizon_days') }}
    from counts
),

rated as (
    select
        *,
        {{ intent.lift_columns() }}
    from with_baseline
),

-- Sales often record an outcome late: a cohort is mature a month after its windows closed.
published as (
    select
        rated.cohort_month,
        rated.scorecard_name,
        rated.cohort_kind,
        rated.cohort_value,
        rated.horizon_days,
        {{ intent.lift_verdict('rated') }} as verdict,
        rated.n_contacts,
        cast(rated.n_converters as bigint) as n_converters,
        {{ intent.published_lift_columns('rated') }},
        {{ intent.days_between('rated.as_of_date', 'latest_date.as_of_date') }} >= rated.horizon_days + 30 as is_matured,
        rated.as_of_date
    from rated
    cross join latest_date
)

select * from published
