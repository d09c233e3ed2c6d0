{%- set step_days = intent.checked_var('intent_history_step_days', var('intent_history_step_days')) | int -%}

with outcomes as (
    select * from {{ ref('int_contact_outcomes_as_of') }}
),

grid as (
    select min(as_of_date) as first_date
    from {{ ref('int_as_of_dates') }}
    where as_of_date = grid_date
),

-- Cohorts of a horizon follow each other when the windows of the last one are closed, one a month at most: nobody is in two
-- windows at a time and no conversion counts twice.
dated as (
    select
        outcomes.*,
        {{ intent.days_between('grid.first_date', 'outcomes.as_of_date') }} as days_on_grid,
        {{ step_days }} * {{ intent.integer_divide(
            'case when outcomes.horizon_days > 31 then outcomes.horizon_days else 31 end + ' ~ (step_days - 1), step_days
        ) }} as days_apart
    from outcomes
    cross join grid
),

members as (
    select
        cast(substr(cast(as_of_date as {{ intent.string_type() }}), 1, 7) || '-01' as date) as cohort_month,
        as_of_date,
        contact_id,
        horizon_days,
        is_conversion_window,
        is_converted,
        days_to_conversion
    from dated
    where days_on_grid - {{ intent.integer_divide('days_on_grid', 'days_apart') }} * days_apart = 0
)

select * from members
