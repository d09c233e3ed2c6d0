{{ config(enabled=intent.is_connector_on('segment')) }}

with pages as (
    select * from {{ source('segment', 'pages') }}
),

tracks as (
    select * from {{ source('segment', 'tracks') }}
),

page_events as (
    select
        id as event_id,
        'page_viewed' as event_name,
        path as event_target,
        anonymous_id,
        user_id,
        context_campaign_name as campaign,
        referrer,
        context_user_agent as user_agent,
        timestamp as occurred_at,
        received_at
    from pages
),

track_events as (
    select
        id as event_id,
        event as event_name,
        context_page_path as event_target,
        anonymous_id,
        user_id,
        context_campaign_name as campaign,
        cast(null as {{ intent.text_type() }}) as referrer,
        context_user_agent as user_agent,
        timestamp as occurred_at,
        received_at
    from tracks
),

calls as (
    select * from page_events
    union all
    select * from track_events
),

events as (
    select
        event_id,
        'segment' as source_name,
        event_name,
        coalesce(event_target, '') as event_target,
        'web' as channel,
        case when user_id is null then 'anonymous_id' else 'user_id' end as identifier_type,
        coalesce(user_id, anonymous_id) as identifier_value,
        cast(null as {{ intent.text_type() }}) as session_key,
        cast(null as bigint) as duration_seconds,
        campaign,
        referrer,
        user_agent,
        occurred_at,
        received_at,
        cast(null as {{ intent.text_type() }}) as raw_occurred_at
    from calls
)

select * from events
