{{ config(enabled=intent.is_connector_on('posthog')) }}

with exported as (
    {{ intent.source_table(
        source('posthog', 'events'),
        required={'event': 'string', 'distinct_id': 'string', 'timestamp': 'timestamp'},
        optional={'properties': 'json', 'set': 'json', 'set_once': 'json', 'person_properties': 'json'},
    ) }}
),

-- An event's own property called email may be somebody else's; what is set of the person is the person's.
objects as (
    select
        exported.*,
        case when exported.properties like '%"$set"%' then {{ intent.json_object('exported.properties', '$set') }} end as set_object,
        case
            when exported.properties like '%"$set_once"%' then {{ intent.json_object('exported.properties', '$set_once') }}
        end as set_once_object
    from exported
),

calls as (
    select
        event,
        distinct_id,
        case
            when event = '$identify' then {{ intent.json_string('properties', '$anon_distinct_id') }}
            when event in ('$create_alias', '$merge_dangerously') then {{ intent.json_string('properties', 'alias') }}
        end as other_id,
        coalesce(
            {%- for document in ['objects.set', 'objects.set_once', 'set_object', 'set_once_object', 'person_properties'] %}
            {{ intent.json_string(document, 'email') }},
            {%- endfor %}
            case when event in ('$identify', '$set') then {{ intent.json_string('properties', 'email') }} end
        ) as email,
        timestamp as called_at
    from objects
),

published as (
    select * from calls
    where other_id is not null or email is not null
)

select * from published
