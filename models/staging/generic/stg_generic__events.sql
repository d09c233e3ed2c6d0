{{ config(enabled=intent.is_connector_on('generic')) }}

with events as (
    {{ intent.source_table(
        source('generic', 'events'),
        required={
            'event_id': 'string',
            'source_name': 'string',
            'event_name': 'string',
            'identifier_type': 'string',
            'identifier_value': 'string',
            'occurred_at': 'timestamp',
            'received_at': 'timestamp',
        },
        optional={
            'event_target': 'string',
            'channel': 'string',
            'session_key': 'string',
            'duration_seconds': 'bigint',
            'campaign': 'string',
            'referrer': 'string',
            'user_agent': 'string',
            'raw_occurred_at or occurred_at': 'raw_string',
            'filter_reason': 'string',
        }
    ) }}
),

published as (
    select
        event_id,
        source_name,
        event_name,
        coalesce(event_target, '') as event_target,
        channel,
        identifier_type,
        identifier_value,
        session_key,
        duration_seconds,
        campaign,
        referrer,
        user_agent,
        occurred_at,
        received_at,
        raw_occurred_at,
        filter_reason
    from events
)

select * from published
