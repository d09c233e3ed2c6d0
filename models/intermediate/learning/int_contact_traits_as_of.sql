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

-- Known since the source recorded it, and since the identifier is the contact's.
versions as (
    select
        owners.contact_id,
        versions.industry,
        versions.country,
        versions.employee_count,
        greatest(versions.valid_from, owners.linked_at) as known_at
    from {{ ref('int_contact_versions') }} as versions
    inner join {{ ref('int_identifier_owners') }} as owners on versions.identifier_key = owners.identifier_key
),

-- Each trait from the latest version that says anything about it; of two at the same moment the greater.
dated as (
    select
        {%- for trait in ['industry', 'country', 'employee_count'] %}
        max(case when versions.{{ trait }} is not null then versions.known_at end) over of_contact as {{ trait }}_known_at,
        {%- endfor %}
        population.as_of_date,
        versions.*
    from population
    inner join versions
        on
            population.contact_id = versions.contact_id
            and versions.known_at < {{ intent.add_days('population.as_of_date', '1') }}
    window of_contact as (partition by population.as_of_date, versions.contact_id)
),

traits as (
    select
        as_of_date,
        contact_id,
        max(case when known_at = industry_known_at then industry end) as industry,
        max(case when known_at = country_known_at then country end) as country,
        max(case when known_at = employee_count_known_at then {{ intent.try_cast('employee_count', 'bigint', '^([0-9]{1,18})$') }} end)
            as employee_count
    from dated
    group by as_of_date, contact_id
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
        coalesce(traits.country, 'unknown') as country
    from population
    left join traits on population.as_of_date = traits.as_of_date and population.contact_id = traits.contact_id
    left join last_acts
        on population.as_of_date = last_acts.as_of_date and population.contact_id = last_acts.contact_id and last_acts.nth = 1
)

select * from published
