{{ config(enabled=intent.is_connector_on('generic')) }}

with events as (
    {{ intent.source_table(
        source('generic', 'events'),
        required={
            'event_id': 'text',
            'source_name': 'text',
            'event_name': 'text',
            'identifier_type': 'text',
            'identifier_value': 'text',
            'occurred_at': 'text',
            'received_at': 'timestamp',
        },
        optional={
            'event_target': 'text',
            'channel': 'text',
            'session_key': 'text',
            'duration_seconds': 'bigint',
            'campaign': 'text',
            'referrer': 'text',
            'user_agent': 'text',
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
        {{ intent.utc_timestamp('occurred_at') }} as occurred_at,
        received_at,
        occurred_at as raw_occurred_at
    from events
)

select * from published
