{{ config(enabled=intent.is_connector_on('hubspot')) }}

with email_events as (
    select * from {{ source('hubspot', 'email_event') }}
),

campaigns as (
    select * from {{ source('hubspot', 'email_campaign') }}
),

clicks as (
    select * from {{ source('hubspot', 'email_event_click') }}
),

opens as (
    select * from {{ source('hubspot', 'email_event_open') }}
),

status_changes as (
    select * from {{ source('hubspot', 'email_event_status_change') }}
),

-- HubSpot itself says which events are machine noise: filtered_event.
described as (
    select
        email_events.id as event_id,
        case
            when status_changes.portal_subscription_status = 'UNSUBSCRIBED' then 'email_unsubscribed'
            when email_events.type = 'OPEN' then 'email_opened'
            when email_events.type = 'CLICK' then 'email_clicked'
            when email_events.type = 'FORWARD' then 'email_forwarded'
            else 'email_' || lower(email_events.type)
        end as event_name,
        case
            when email_events.type = 'CLICK' then {{ intent.url_path('clicks.url') }}
            else campaigns.name
        end as event_target,
        email_events.recipient,
        cast(floor(opens.duration / 1000.0) as bigint) as duration_seconds,
        campaigns.name as campaign,
        clicks.referer as referrer,
        coalesce(clicks.user_agent, opens.user_agent) as user_agent,
        email_events.created
    from email_events
    left join campaigns on email_events.email_campaign_id = campaigns.id
    left join clicks on email_events.id = clicks.id
    left join opens on email_events.id = opens.id
    left join status_changes on email_events.id = status_changes.id
    where coalesce(email_events.filtered_event, false) = false
),

published as (
    select
        event_id,
        event_name,
        coalesce(event_target, '') as event_target,
        'email' as channel,
        'email' as identifier_type,
        recipient as identifier_value,
        duration_seconds,
        campaign,
        referrer,
        user_agent,
        created as occurred_at
    from described
)

select * from published
