{{ config(enabled=intent.is_connector_on('segment')) }}

{# An entry is the name of an event's own table and, after a dot, the column that says what the event is about. #}
{% set event_tables = var('intent_segment_event_tables') %}
{% set own_tables = [] %}
{% for entry in event_tables %}{% do own_tables.append(entry.split('.')[0]) %}{% endfor %}
{% set columns = {
    'anonymous_id': 'string',
    'user_id': 'string',
    'timestamp or original_timestamp or sent_at': 'timestamp',
    'raw_timestamp or timestamp or original_timestamp or sent_at': 'raw_string',
    'context_page_path': 'string',
    'context_campaign_name': 'string',
    'context_user_agent': 'string',
} %}

with tracks as (
    {{ intent.source_table(
        source('segment', 'tracks'),
        required={'id': 'string', 'event': 'string', 'received_at': 'timestamp'},
        optional=columns,
        is_optional_table=true
    ) }}
),

{% for entry in event_tables %}
{% set table_name = entry.split('.')[0] %}
{% set target_column = entry.split('.')[1] if '.' in entry else 'context_page_path' %}
{{ table_name }}_rows as (
    {{ intent.source_table(
        intent.sibling_table(source('segment', 'tracks'), table_name),
        required={'id': 'string', 'received_at': 'timestamp'},
        optional=dict(columns, **{target_column: 'string'})
    ) }}
),

{% endfor %}
-- An event with a table of its own is read there, where its properties are.
track_calls as (
    {% for entry in event_tables %}
    select
        id,
        '{{ entry.split('.')[0] }}' as event,
        coalesce({{ entry.split('.')[1] if '.' in entry else 'context_page_path' }}, context_page_path) as event_target,
        anonymous_id,
        user_id,
        context_campaign_name,
        context_user_agent,
        timestamp,
        raw_timestamp,
        received_at
    from {{ entry.split('.')[0] }}_rows
    union all
    {% endfor %}
    select
        id,
        event,
        context_page_path as event_target,
        anonymous_id,
        user_id,
        context_campaign_name,
        context_user_agent,
        timestamp,
        raw_timestamp,
        received_at
    from tracks
    where coalesce(event, '') not in ('{{ own_tables | join("', '") }}')
)

select * from track_calls
