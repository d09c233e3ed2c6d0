{%- set window_days = intent.checked_var('intent_conversion_window_days', var('intent_conversion_window_days')) -%}
{%- set test_start = intent.checked_var('intent_test_start_date', var('intent_test_start_date')) -%}

with converted as (
    select
        as_of_date,
        contact_id,
        {{ intent.add_days('as_of_date', 'days_to_conversion') }} as converted_date
    from {{ ref('int_contact_outcomes_as_of') }}
    where is_conversion_window and is_converted
),

grid as (
    select as_of_date
    from {{ ref('int_as_of_dates') }}
    where as_of_date = grid_date
),

-- Conversions of active contacts, and since when each can be learned from: a window it lies in has closed, and it is known.
learnable as (
    select
        converted.contact_id,
        converted.converted_date,
        min(greatest({{ intent.add_days('converted.as_of_date', window_days) }}, conversions.known_date)) as learnable_date
    from converted
    inner join {{ ref('int_conversions') }} as conversions
        on converted.contact_id = conversions.contact_id and converted.converted_date = conversions.converted_date
    inner join {{ ref('int_contact_active_days') }} as active_days
        on
            converted.contact_id = active_days.contact_id
            and {{ intent.is_visible_as_of('active_days', 'converted.as_of_date') }}
            and {{ intent.days_between('active_days.occurred_date', 'converted.as_of_date') }} <= 90
    where conversions.outcome = 'converted'
    group by converted.contact_id, converted.converted_date
),

{% if not var('intent_walk_forward') -%}
outcome_dates as (
    select distinct as_of_date from {{ ref('int_contact_outcomes_as_of') }}
    where is_conversion_window
),

dates as (
    select
        as_of_date,
        row_number() over (order by as_of_date) as date_number,
        count(*) over () as n_dates
    from grid
    where as_of_date in (select as_of_date from outcome_dates)
),

-- One fit, on what is known on the first test date.
chosen as (
    select min(as_of_date) as as_of_date
    from {{ 'dates' if test_start == '' else 'grid' }}
    where {{ '10 * date_number > 7 * n_dates' if test_start == '' else "as_of_date >= date '" ~ test_start ~ "'" }}
),
{%- else -%}
chosen as (select as_of_date from grid),
{%- endif %}

candidates as (
    select
        chosen.as_of_date as refit_date,
        count(*) as n_conversions
    from chosen
    inner join learnable on chosen.as_of_date >= learnable.learnable_date
    group by chosen.as_of_date
    having count(*) >= 25
),

-- The next fit: 90 days later, or with 200 conversions more, once these are also a quarter more.
followed as (
    select
        candidates.refit_date,
        candidates.n_conversions,
        min(later.refit_date) as next_refit_date,
        case when candidates.refit_date = min(candidates.refit_date) over () then 1 else 0 end as n_reached
    from candidates
    left join candidates as later
        on
            candidates.refit_date < later.refit_date
            and (
                {{ intent.days_between('candidates.refit_date', 'later.refit_date') }} >= 90
                or (
                    later.n_conversions - candidates.n_conversions >= 200
                    and 4 * (later.n_conversions - candidates.n_conversions) >= candidates.n_conversions
                )
            )
    group by candidates.refit_date, candidates.n_conversions
),

published as (
    select
        *,
        {{ intent.row_fingerprint('followed') }} as input_fingerprint
    from followed
)

select * from published
