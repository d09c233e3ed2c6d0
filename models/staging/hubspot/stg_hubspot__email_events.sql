{{ config(enabled=intent.is_connector_on('hubspot')) }}

with email_events as (
    {{ intent.source_table(
        source('hubspot', 'email_event'),
        required={'id': 'string', 'type': 'string', 'created': 'timestamp', 'recipient': 'string'},
        optional={'email_campaign_id': 'string', 'filtered_event': 'boolean', 'obsoleted_by_id': 'string', 'raw_created or created': 'raw_string'},
        is_optional_table=true, with_deleted=true
    ) }}
),

campaigns as (
    {{ intent.source_table(
        source('hubspot', 'email_campaign'),
        required={'id': 'string'},
        optional={'name': 'string', 'subject': 'string'},
        is_optional_table=true, with_deleted=true
    ) }}
),

clicks as (
    {{ intent.source_table(
        source('hubspot', 'email_event_click'),
        required={'id': 'string'},
        optional={'url': 'string', 'referer': 'string', 'user_agent': 'string'},
        is_optional_table=true, with_deleted=true
    ) }}
),

opens as (
    {{ intent.source_table(
        source('hubspot', 'email_event_open'),
        required={'id': 'string'},
        optional={'duration': 'bigint', 'user_agent': 'string'},
        is_optional_table=true, with_deleted=true
    ) }}
),

status_changes as (
    {{ intent.source_table(
        source('hubspot', 'email_event_status_change'),
        required={'id': 'string'},
        optional={'portal_subscription_status': 'string'},
        is_optional_table=true, with_deleted=true
    ) }}
),

-- HubSpot itself says which events are machine noise (filtered_event) and which a later one replaces: their reason rejects them.
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
            else coalesce(campaigns.name, campaigns.subject)
        end as event_target,
        email_events.recipient,
        {{ intent.integer_divide('opens.duration', '1000') }} as duration_seconds,
        campaigns.name as campaign,
        clicks.referer as referrer,
        coalesce(clicks.user_agent, opens.user_agent) as user_agent,
        email_events.created,
        email_events.raw_created,
        case when email_events.filtered_event then 'filtered event' else 'obsoleted by ' || nullif(email_events.obsoleted_by_id, '') end
            as filter_reason
    from email_events
    left join campaigns on email_events.email_campaign_id = campaigns.id
    left join clicks on email_events.id = clicks.id
    left join opens on email_events.id = opens.id
    left join status_changes on email_events.id = status_changes.id
),

events as (
    select
        event_id,
        'hubspot' as source_name,
        event_name,
        coalesce(event_target, '') as event_target,
        'email' as channel,
        'email' as identifier_type,
        recipient as identifier_value,
        {{ intent.null_columns('events', ['session_key']) }},
        duration_seconds,
        campaign,
        referrer,
        user_agent,
        created as occurred_at,
        created as received_at,
        raw_created as raw_occurred_at,
        filter_reason
    from described
)

select * from events
