with population as (
    select distinct
        as_of_date,
        contact_id
    from {{ ref('int_cohort_members') }}
),

channel_days as (
    select * from {{ ref('int_contact_channel_days') }}
    where not is_leaking
),

traits as (
    select * from {{ ref('int_contact_trait_periods') }}
),

fits as (
    select * from {{ ref('int_fit_periods') }}
    where subject = 'contact'
),

-- Of several channels on the day of the last act the one with the most events counts.
last_acts as (
    select
        population.as_of_date,
        population.contact_id,
        channel_days.channel,
        row_number() over (
            partition by population.as_of_date, population.contact_id
            order by channel_days.occurred_date desc, sum(channel_days.n_events) desc, channel_days.channel
        ) as nth
    from population
    inner join channel_days
        on
            population.contact_id = channel_days.contact_id
            and {{ intent.days_between('channel_days.occurred_date', 'population.as_of_date') }} <= 90
            and {{ intent.is_visible_as_of('channel_days', 'population.as_of_date') }}
    group by population.as_of_date, population.contact_id, channel_days.channel, channel_days.occurred_date
),

published as (
    select
        population.as_of_date,
        population.contact_id,
        coalesce(last_acts.channel, 'silent for 90 days') as channel,
        coalesce(traits.industry, 'unknown') as industry,
        {{ intent.size_band('traits.employee_count') }} as size,
        coalesce(traits.country, 'unknown') as country,
        coalesce(fits.fit_grade, 'unknown') as fit_grade
    from population
    left join traits
        on population.contact_id = traits.contact_id and population.as_of_date between traits.from_date and traits.last_date
    left join fits
        on population.contact_id = fits.subject_id and population.as_of_date between fits.from_date and fits.last_date
    left join last_acts
        on population.as_of_date = last_acts.as_of_date and population.contact_id = last_acts.contact_id and last_acts.nth = 1
)

select * from published
