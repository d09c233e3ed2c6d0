{{ config(enabled=intent.is_connector_on('snowplow')) }}

with tracked as (
    select
        *,
        event = 'page_ping' and pixels_high > 0 and pixels_seen >= 0.75 * pixels_high as is_deep
    from {{ ref('stg_snowplow__tracked_events') }}
    where event in ('page_view', 'page_ping')
),

-- The first 18 characters of an instant are its ten seconds, the heartbeat of the tracker.
pages as (
    select
        page_view_key,
        min(case when event = 'page_view' then received_at end) as viewed_received_at,
        min(case when event = 'page_ping' then occurred_at end) as pinged_at,
        min(case when event = 'page_ping' then received_at end) as pinged_received_at,
        min(case when is_deep then occurred_at end) as deeply_read_at,
        min(case when is_deep then received_at end) as deeply_read_received_at,
        count(distinct case when event = 'page_ping' then substr(cast(occurred_at as {{ intent.string_type() }}), 1, 18) end) as n_heartbeats,
        max(filter_reason) as filter_reason,
        min(user_id) as user_id,
        min(device_id) as device_id,
        min(session_key) as session_key,
        min(page_path) as page_path,
        min(campaign) as campaign,
        min(referrer) as referrer,
        min(user_agent) as user_agent
    from tracked
    group by page_view_key
),

-- Five seconds until the first heartbeat, ten for each further one.
published as (
    select
        page_view_key,
        user_id,
        device_id,
        session_key,
        page_path,
        campaign,
        referrer,
        user_agent,
        cast(10 * n_heartbeats - 5 as bigint) as duration_seconds,
        filter_reason,
        viewed_received_at,
        pinged_at,
        pinged_received_at,
        deeply_read_at,
        deeply_read_received_at
    from pages
    where n_heartbeats > 0
)

select * from published
