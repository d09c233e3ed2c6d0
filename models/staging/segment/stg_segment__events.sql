{{ config(enabled=intent.is_connector_on('segment')) }}

with calls as (
    select * from {{ ref('stg_segment__calls') }}
),

events as (
    select
        event_id,
        'segment' as source_name,
        event_name,
        coalesce(event_target, '') as event_target,
        channel,
        case when user_id is null then 'anonymous_id' else 'user_id' end as identifier_type,
        coalesce(user_id, anonymous_id) as identifier_value,
        {{ intent.null_columns('events', ['session_key', 'duration_seconds']) }},
        campaign,
        referrer,
        user_agent,
        occurred_at,
        received_at,
        raw_occurred_at,
        {{ intent.null_columns('events', ['filter_reason']) }}
    from calls
)

select * from events
