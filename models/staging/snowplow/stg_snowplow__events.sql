{{ config(enabled=intent.is_connector_on('snowplow')) }}

with tracked as (
    select * from {{ ref('stg_snowplow__tracked_events') }}
    where event <> 'page_ping' or event is null
),

reads as (
    select * from {{ ref('stg_snowplow__page_reads') }}
),

-- Page pings stand in for a page view that was lost, and say that a page was read deeply.
read_events as (
    {%- for prefix, name, act, condition in [
        ('ping', 'page_viewed', 'pinged', 'viewed_received_at is null'),
        ('depth', 'page_scrolled', 'deeply_read', 'deeply_read_at is not null'),
    ] %}
    select
        '{{ prefix }}:' || page_view_key as event_id,
        '{{ name }}' as event_name,
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
        {{ act }}_at as occurred_at,
        {{ act }}_received_at as received_at
    from {{ ref('stg_snowplow__page_reads') }}
    where {{ condition }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

tracked_events as (
    select
        tracked.event_id,
        case
            when tracked.event = 'page_view' then 'page_viewed'
            when tracked.event = 'struct' then replace(replace(lower(trim(both ' ' from tracked.se_action)), ' ', '_'), '-', '_')
            when tracked.event_name = 'submit_form' then 'form_submitted'
            when tracked.event_name = 'link_click' then 'link_clicked'
            else coalesce(tracked.event_name, tracked.event)
        end as event_name,
        coalesce(tracked.se_target, tracked.form_name, tracked.link_path, tracked.page_path) as event_target,
        tracked.platform,
        tracked.user_id,
        tracked.device_id,
        tracked.session_key,
        tracked.campaign,
        tracked.referrer,
        tracked.user_agent,
        reads.duration_seconds,
        tracked.filter_reason,
        tracked.occurred_at,
        tracked.received_at
    from tracked
    -- Where two views share a key, the time belongs to the first.
    left join reads
        on
            tracked.event = 'page_view'
            and tracked.page_view_key = reads.page_view_key
            and tracked.received_at = reads.viewed_received_at
),

all_events as (
    select * from tracked_events
    union all
    select * from read_events
),

events as (
    select
        event_id,
        'snowplow' as source_name,
        event_name,
        coalesce(event_target, '') as event_target,
        case when platform in ('app', 'mob', 'pc', 'tv') then 'product' else 'web' end as channel,
        case when user_id is not null then 'user_id' else 'anonymous_id' end as identifier_type,
        coalesce(user_id, device_id) as identifier_value,
        session_key,
        duration_seconds,
        campaign,
        referrer,
        user_agent,
        occurred_at,
        received_at,
        {{ intent.null_columns('events', ['raw_occurred_at']) }},
        filter_reason
    from all_events
)

select * from events
