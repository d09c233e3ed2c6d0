{{ config(enabled=intent.is_connector_on('generic')) }}

with events as (
    select * from {{ source('generic', 'events') }}
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
