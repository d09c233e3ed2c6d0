{{ config(enabled=intent.is_connector_on('posthog')) }}

with persons as (
    {{ intent.source_table(
        source('posthog', 'persons'),
        required={},
        optional={'distinct_id': 'string', 'person_id or id': 'string', 'properties': 'json', 'created_at': 'timestamp'},
        is_optional_table=true,
    ) }}
),

distinct_ids as (
    {{ intent.source_table(
        source('posthog', 'person_distinct_ids'),
        required={'distinct_id': 'string', 'person_id': 'string'},
        is_optional_table=true,
    ) }}
),

-- The export has a row per distinct id; PostHog's own tables keep the distinct ids of a person beside it.
members as (
    select
        distinct_id,
        person_id,
        properties,
        created_at
    from persons
    where distinct_id is not null
    union all
    select
        distinct_ids.distinct_id,
        distinct_ids.person_id,
        persons.properties,
        persons.created_at
    from distinct_ids
    inner join persons on distinct_ids.person_id = persons.person_id
),

published as (
    select
        distinct_id,
        max(person_id) as person_id,
        max({{ intent.json_string('properties', 'email') }}) as email,
        min(created_at) as created_at
    from members
    group by distinct_id
)

select * from published
