{{ config(enabled=intent.is_connector_on('snowplow')) }}

with reads as (
    select * from {{ ref('stg_snowplow__page_reads') }}
),

-- Page pings stand in for a page view that was lost.
missing_page_views as (
    select
        'ping:' || page_view_key as event_id,
        'page_viewed' as event_name,
        *,
        pinged_at as occurred_at,
        pinged_received_at as received_at
    from reads
    where viewed_received_at is null
),

deep_reads as (
    select
        'depth:' || page_view_key as event_id,
        'page_scrolled' as event_name,
        *,
        deeply_read_at as occurred_at,
        deeply_read_received_at as received_at
    from reads
    where deeply_read_at is not null
),

read_events as (
    select * from missing_page_views
    union all
    select * from deep_reads
),

published as (
    select
        event_id,
        event_name,
        page_path as event_target,
        'web' as platform,
        user_id,
        device_id,
        session_key,
        campaign,
        referrer,
        user_agent,
        duration_seconds,
        filter_reason,
        occurred_at,
        received_at
    from read_events
)

select * from published
