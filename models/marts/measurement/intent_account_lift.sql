{%- set kinds = {'segment': 'segment', 'decile': 'cast(decile as ' ~ intent.string_type() ~ ')'} -%}
{%- set periods = {'one': 'substr(cast(cohort_month as ' ~ intent.string_type() ~ '), 1, 7)', 'all': "'all'"} -%}

with members as (
    select * from {{ ref('int_account_cohort_members') }}
),

latest_date as (
    select * from {{ ref('int_latest_as_of_date') }}
),

labelled as (
    {%- for period in periods.values() %}
    {%- set is_last = loop.last %}
    {%- for kind, value in kinds.items() %}
    select
        {{ period }} as cohort_period,
        '{{ kind }}' as cohort_kind,
        {{ value }} as cohort_value,
        horizon_days,
        account_id,
        as_of_date,
        is_converted
    from members
    {{ "union all" if not (loop.last and is_last) }}
    {%- endfor %}
    {%- endfor %}
),

counts as (
    select
        cohort_period,
        cohort_kind,
        cohort_value,
        horizon_days,
        count(*) as n_contacts,
        sum(case when is_converted then 1 else 0 end) as n_converters,
        count(distinct account_id) as n_distinct_accounts,
        min(as_of_date) as as_of_date,
        max(as_of_date) as last_as_of_date
    from labelled
    group by cohort_period, cohort_kind, cohort_value, horizon_days
),

with_baseline as (
    select
        *,
        {{ intent.baseline_columns('cohort_period, cohort_kind, horizon_days') }}
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
        rated.cohort_period,
        rated.cohort_kind,
        rated.cohort_value,
        rated.horizon_days,
        {{ intent.lift_verdict('rated', 'accounts') }} as verdict,
        rated.n_contacts as n_accounts,
        cast(rated.n_converters as bigint) as n_converters,
        rated.n_distinct_accounts,
        {{ intent.published_lift_columns('rated') }},
        {{ intent.days_between('rated.last_as_of_date', 'latest_date.as_of_date') }} >= rated.horizon_days + 30 as is_matured,
        rated.as_of_date
    from rated
    cross join latest_date
)

select * from published
