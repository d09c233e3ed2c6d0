{{ config(enabled=intent.is_connector_on('posthog')) }}

with identify_calls as (
    {{ intent.source_table(
        source('posthog', 'events'),
        required={'event': 'string', 'distinct_id': 'string', 'timestamp': 'timestamp'},
        optional={'properties': 'json', 'set': 'json'},
    ) }}
),

persons as (
    {{ intent.source_table(
        source('posthog', 'persons'),
        required={'distinct_id': 'string'},
        optional={'properties': 'json', 'created_at': 'timestamp'},
        is_optional_table=true,
    ) }}
),

identified as (
    select
        distinct_id,
        {{ intent.json_string('properties', '$anon_distinct_id') }} as device_id,
        coalesce({{ intent.json_string('identify_calls.set', 'email') }}, {{ intent.json_string('properties', 'email') }}) as email,
        timestamp as linked_at
    from identify_calls
    where event = '$identify'
    union all
    select
        distinct_id,
        cast(null as {{ intent.string_type() }}) as device_id,
        {{ intent.json_string('properties', 'email') }} as email,
        created_at as linked_at
    from persons
    -- A distinct id in the form of a UUID is a device that was never identified.
    where distinct_id not like '________-____-____-____-____________'
),

links as (
    select
        'anonymous_id' as from_type,
        device_id as from_value,
        'user_id' as to_type,
        distinct_id as to_value,
        linked_at
    from identified
    where device_id is not null
    union all
    select
        'user_id' as from_type,
        distinct_id as from_value,
        'email' as to_type,
        email as to_value,
        linked_at
    from identified
    where email is not null
),

identity_links as (
    select
        'posthog' as source_name,
        from_type,
        from_value,
        to_type,
        to_value,
        min(linked_at) as linked_at
    from links
    where to_value is not null and linked_at is not null
    group by from_type, from_value, to_type, to_value
)

select * from identity_links
