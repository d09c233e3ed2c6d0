{{ config(enabled=intent.is_connector_on('posthog')) }}

with exported as (
    {{ intent.source_table(
        source('posthog', 'events'),
        required={'distinct_id': 'string', 'timestamp': 'timestamp'},
        optional={'properties': 'json', 'person_id': 'string'},
    ) }}
),

persons as (
    select * from {{ ref('stg_posthog__persons') }}
),

-- Until a visitor is identified the distinct id is the device's own. Few documents hold the id itself, so few are read.
sightings as (
    select
        distinct_id,
        coalesce(person_id, '') as person_id,
        case
            when replace(properties, '"' || distinct_id || '"', '') <> properties
                and {{ intent.json_string('properties', '$device_id') }} = distinct_id then 1
            when properties like '%"$is_identified"%' and {{ intent.json_string('properties', '$is_identified') }} = 'false' then 1
            else 0
        end as device_number,
        timestamp as seen_at
    from exported
    where distinct_id is not null
),

memberships as (
    select
        distinct_id,
        person_id,
        max(device_number) as device_number,
        min(seen_at) as seen_at,
        min(seen_at) as member_since
    from sightings
    group by distinct_id, person_id
    union all
    select
        distinct_id,
        coalesce(person_id, '') as person_id,
        0 as device_number,
        cast(null as timestamp) as seen_at,
        created_at as member_since
    from persons
),

first_seen as (
    select
        *,
        max(device_number) over (partition by distinct_id) = 1 as is_device,
        min(seen_at) over (partition by distinct_id) as first_seen_at
    from memberships
),

-- The table of persons does not say since when a distinct id is a person's: not before both were there.
published as (
    select
        distinct_id,
        person_id,
        is_device,
        min(case when first_seen_at > member_since then first_seen_at else coalesce(member_since, first_seen_at) end) as member_since
    from first_seen
    group by distinct_id, person_id, is_device
)

select * from published
