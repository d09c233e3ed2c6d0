{%- set test_start = intent.checked_var('intent_test_start_date', var('intent_test_start_date')) -%}

with outcomes as (
    select * from {{ ref('int_contact_outcomes_as_of') }}
    where is_conversion_window
),

active as (
    select * from {{ ref('int_active_contacts_as_of') }}
),

dates as (
    select
        as_of_date,
        horizon_days,
        row_number() over (order by as_of_date) as date_number,
        count(*) over () as n_dates
    from (
        select distinct
            as_of_date,
            horizon_days
        from outcomes
    ) as distinct_dates
),

test_start as (
    {% if test_start == '' %}
    select min(as_of_date) as test_start_date
    from dates
    where 10 * date_number > 7 * n_dates
    {% else %}
    select date '{{ test_start }}' as test_start_date
    {% endif %}
),

-- A training window must be closed before the first test date: no outcome is in both.
splits as (
    select
        dates.as_of_date,
        case when dates.as_of_date >= test_start.test_start_date then 'test' else 'train' end as split
    from dates
    cross join test_start
    where
        dates.as_of_date >= test_start.test_start_date
        or {{ intent.days_between('dates.as_of_date', 'test_start.test_start_date') }} > dates.horizon_days
),

published as (
    select
        outcomes.as_of_date,
        outcomes.contact_id,
        splits.split,
        {{ intent.quarter_of('outcomes.as_of_date') }} as quarter,
        case when outcomes.is_converted then 1 else 0 end as n_converted
    from outcomes
    inner join splits on outcomes.as_of_date = splits.as_of_date
    inner join active on outcomes.as_of_date = active.as_of_date and outcomes.contact_id = active.contact_id
)

select * from published
