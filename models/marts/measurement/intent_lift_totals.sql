with counts as (
    select * from {{ ref('int_cohort_counts') }}
),

-- What is counted is the contact-month: a contact may be in a cohort in several months, and each time it may convert or not.
totals as (
    select
        scorecard_name,
        cohort_kind,
        cohort_value,
        horizon_days,
        count(distinct cohort_month) as n_months,
        cast(sum(n_new_contacts) as bigint) as n_distinct_contacts,
        cast(sum(n_new_converters) as bigint) as n_distinct_converters,
        cast(sum(n_contacts) as bigint) as n_contacts,
        cast(sum(n_converters) as bigint) as n_converters
    from counts
    group by scorecard_name, cohort_kind, cohort_value, horizon_days
),

with_baseline as (
    select
        *,
        {{ intent.baseline_columns('scorecard_name, cohort_kind, horizon_days') }}
    from totals
),

rated as (
    select
        *,
        {{ intent.lift_columns() }}
    from with_baseline
),

champion as (
    select * from rated
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

published as (
    select
        rated.scorecard_name,
        rated.cohort_kind,
        rated.cohort_value,
        rated.horizon_days,
        {{ intent.lift_verdict('rated') }} as verdict,
        {{ intent.champion_verdict('rated', 'champion') }} as against_champion,
        rated.n_months,
        rated.n_distinct_contacts as n_contacts,
        rated.n_contacts as n_contact_months,
        rated.n_distinct_converters as n_converters,
        rated.n_converters as n_converted_contact_months,
        {{ intent.published_lift_columns('rated') }}
    from rated
    inner join champion
        on
            rated.cohort_kind = champion.cohort_kind
            and rated.cohort_value = champion.cohort_value
            and rated.horizon_days = champion.horizon_days
)

select * from published
