with population as (
    select * from {{ ref('int_population_as_of') }}
),

latest_date as (
    select * from {{ ref('int_latest_as_of_date') }}
),

horizons as (
    select * from {{ ref('int_horizons') }}
),

conversions as (
    select distinct
        contact_id,
        converted_date
    from {{ ref('int_conversions') }}
    where outcome = 'converted'
),

next_conversions as (
    select
        population.as_of_date,
        population.contact_id,
        min(conversions.converted_date) as converted_date
    from population
    inner join conversions
        on population.contact_id = conversions.contact_id and population.as_of_date < conversions.converted_date
    group by population.as_of_date, population.contact_id
),

-- Only closed windows: an outcome that may still come has no row.
outcomes as (
    select
        population.as_of_date,
        population.contact_id,
        horizons.horizon_days,
        horizons.is_conversion_window,
        coalesce(
            {{ intent.days_between('population.as_of_date', 'next_conversions.converted_date') }} <= horizons.horizon_days,
            false
        ) as is_converted,
        {{ intent.days_between('population.as_of_date', 'next_conversions.converted_date') }} as days_to_conversion
    from population
    cross join latest_date
    inner join horizons
        on {{ intent.days_between('population.as_of_date', 'latest_date.as_of_date') }} >= horizons.horizon_days
    left join next_conversions
        on population.as_of_date = next_conversions.as_of_date and population.contact_id = next_conversions.contact_id
)

select * from outcomes
