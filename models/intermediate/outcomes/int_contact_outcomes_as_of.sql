{%- set window_days = var('intent_conversion_window_days') | int %}

-- The days between two dates of the grid are there for a few days only: no report may rest on them.
with as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
    where as_of_date = grid_date
),

latest_date as (
    select * from {{ ref('int_latest_as_of_date') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

lifecycles as (
    select * from {{ ref('int_contact_lifecycles') }}
),

conversions as (
    select
        contact_id,
        converted_date,
        min(known_date) as known_date
    from {{ ref('int_conversions') }}
    where outcome = 'converted'
    group by contact_id, converted_date
),

horizons as (
    {%- for days in ([30, 60, 90] + [window_days]) | unique | sort %}
    select
        {{ days }} as horizon_days,
        {{ 'true' if days == window_days else 'false' }} as is_conversion_window
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

next_conversions as (
    select
        as_of_dates.as_of_date,
        conversions.contact_id,
        min(conversions.converted_date) as converted_date
    from as_of_dates
    inner join conversions on as_of_dates.as_of_date < conversions.converted_date
    group by as_of_dates.as_of_date, conversions.contact_id
),
{%- if var('intent_requires_earlier_conversion') %}

known_conversions as (
    select
        contact_id,
        min(greatest(converted_date, known_date)) as first_known_date
    from conversions
    group by contact_id
),
{%- endif %}

-- The population: the prospects of the date; silent ones count in every baseline.
population as (
    select
        as_of_dates.as_of_date,
        contacts.contact_id
    from as_of_dates
    inner join contacts on as_of_dates.as_of_date >= contacts.first_known_date
    {%- if var('intent_requires_earlier_conversion') %}
    inner join known_conversions
        on contacts.contact_id = known_conversions.contact_id and as_of_dates.as_of_date >= known_conversions.first_known_date
    {%- endif %}
    left join lifecycles
        on
            contacts.contact_id = lifecycles.contact_id
            and as_of_dates.as_of_date between lifecycles.from_date and lifecycles.last_date
    where lifecycles.contact_id is null
),

-- Only closed windows: an outcome that may still come has no row.
outcomes as (
    select
        population.as_of_date,
        population.contact_id,
        horizons.horizon_days,
        horizons.is_conversion_window,
        next_conversions.contact_id is not null
        and {{ intent.days_between('population.as_of_date', 'next_conversions.converted_date') }} <= horizons.horizon_days as is_converted,
        {{ intent.days_between('population.as_of_date', 'next_conversions.converted_date') }} as days_to_conversion,
        conversions.known_date as conversion_known_date
    from population
    cross join latest_date
    inner join horizons
        on {{ intent.days_between('population.as_of_date', 'latest_date.as_of_date') }} >= horizons.horizon_days
    left join next_conversions
        on population.as_of_date = next_conversions.as_of_date and population.contact_id = next_conversions.contact_id
    left join conversions
        on next_conversions.contact_id = conversions.contact_id and next_conversions.converted_date = conversions.converted_date
)

select * from outcomes
