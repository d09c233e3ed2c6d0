with outcomes as (
    select * from {{ ref('int_contact_outcomes_as_of') }}
),

-- A contact enters a month's cohort once: on the first as-of date of the month that has it.
first_dates as (
    select
        contact_id,
        horizon_days,
        cast(substr(cast(as_of_date as {{ intent.string_type() }}), 1, 7) || '-01' as date) as cohort_month,
        min(as_of_date) as as_of_date
    from outcomes
    group by contact_id, horizon_days, cast(substr(cast(as_of_date as {{ intent.string_type() }}), 1, 7) || '-01' as date)
),

members as (
    select
        first_dates.cohort_month,
        first_dates.as_of_date,
        first_dates.contact_id,
        first_dates.horizon_days,
        outcomes.is_conversion_window,
        outcomes.is_converted,
        outcomes.days_to_conversion
    from first_dates
    inner join outcomes
        on
            first_dates.contact_id = outcomes.contact_id
            and first_dates.horizon_days = outcomes.horizon_days
            and first_dates.as_of_date = outcomes.as_of_date
)

select * from members
