{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}
{%- set run_date = intent.day_of_run(run_started_at, time_zone) -%}
{%- set given = intent.checked_var('intent_as_of_date', var('intent_as_of_date')) -%}
{%- set chosen = intent.chosen_as_of_date(given, run_date, var('intent_allow_future_as_of_date')) -%}
{%- set start = intent.checked_var('intent_history_start_date', var('intent_history_start_date')) -%}
{%- set step_days = intent.checked_var('intent_history_step_days', var('intent_history_step_days')) -%}
{%- set daily_days = intent.checked_var('intent_daily_history_days', var('intent_daily_history_days')) -%}

-- What a source's clock puts after the run's day waits until then.
with spine_days as (
    select
        received_date,
        count(*) as n_events
    from {{ ref('int_spine_events') }}
    where received_date <= date '{{ run_date }}'
    group by received_date
),

first_day as (
    {{ intent.first_dense_day('spine_days', chosen or run_date) }}
),

whole_numbers as (
    select * from {{ ref('stg_intent__whole_numbers') }}
),

numbers as (
    select thousands.number * 1000 + ones.number as number
    from whole_numbers as thousands
    cross join whole_numbers as ones
    where thousands.number < 40
),

bounds as (
    select
        {% if chosen == '' %}
        max(spine_days.received_date) as latest_date,
        {% else %}
        max(date '{{ chosen }}') as latest_date,
        {% endif %}
        {% if start == '' %}
        -- Without a chosen start the grid still never moves: it is counted from a fixed Monday.
        min({{ intent.add_days(
            "date '2000-01-03'",
            intent.integer_divide(intent.days_between("date '2000-01-03'", 'first_day.received_date'), step_days)
            ~ " * " ~ step_days
        ) }}) as first_date
        {% else %}
        min(date '{{ start }}') as first_date
        {% endif %}
    from spine_days
    cross join first_day
),

grid as (
    select {{ intent.add_days('bounds.first_date', 'numbers.number * ' ~ step_days) }} as as_of_date
    from bounds
    inner join numbers
        on {{ intent.days_between('bounds.first_date', 'bounds.latest_date') }}
            >= numbers.number * {{ step_days }}
),

-- The latest date and the days before it, so that yesterday does not vanish overnight.
dates as (
    select as_of_date from grid
    union
    select {{ intent.add_days('bounds.latest_date', '-numbers.number') }} as as_of_date
    from bounds
    inner join numbers on numbers.number <= {{ daily_days }}
    where
        numbers.number = 0
        or {{ intent.days_between('bounds.first_date', 'bounds.latest_date') }} >= numbers.number
),

published as (
    select
        dates.as_of_date,
        max(grid.as_of_date) over (
            order by dates.as_of_date
            rows between unbounded preceding and current row
        ) as grid_date,
        dates.as_of_date = bounds.latest_date as is_current,
        cast('{{ (run_started_at | string)[:19] }}' as timestamp) as built_at
    from dates
    cross join bounds
    left join grid on dates.as_of_date = grid.as_of_date
    where dates.as_of_date is not null
)

select * from published
