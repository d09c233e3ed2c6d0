{{ config(enabled=intent.is_connector_on('hubspot')) }}

{% set optional = {
    'property_hs_createdate': 'timestamp',
    'property_hs_timestamp or timestamp': 'timestamp',
    '_fivetran_deleted': 'boolean',
} %}

with calls as (
    {{ intent.source_table(
        source('hubspot', 'engagement_call'),
        required={'engagement_id': 'text'},
        optional=dict(optional, **{'property_hs_call_title or title': 'text'}),
        is_optional_table=true
    ) }}
),

emails as (
    {{ intent.source_table(
        source('hubspot', 'engagement_email'),
        required={'engagement_id': 'text'},
        optional=dict(optional, **{
            'property_hs_email_subject or subject': 'text',
            'property_hs_email_direction': 'text',
            'type': 'text',
        }),
        is_optional_table=true
    ) }}
),

communications as (
    {{ intent.source_table(
        source('hubspot', 'engagement_communication'),
        required={'engagement_id': 'text'},
        optional=dict(optional, property_hs_communication_channel_type='text'),
        is_optional_table=true
    ) }}
),

contacts as (
    select * from {{ ref('stg_hubspot__engagement_contacts') }}
),

activities as (
    select
        engagement_id,
        'call_logged' as event_name,
        property_hs_call_title as event_target,
        property_hs_timestamp,
        property_hs_createdate
    from calls
    where coalesce(_fivetran_deleted, false) = false
    union all
    select
        engagement_id,
        case
            when coalesce(property_hs_email_direction, type, '') = 'INCOMING_EMAIL' then 'email_received'
            else 'email_logged'
        end as event_name,
        property_hs_email_subject as event_target,
        property_hs_timestamp,
        property_hs_createdate
    from emails
    where coalesce(_fivetran_deleted, false) = false
    union all
    select
        engagement_id,
        'message_logged' as event_name,
        lower(property_hs_communication_channel_type) as event_target,
        property_hs_timestamp,
        property_hs_createdate
    from communications
    where coalesce(_fivetran_deleted, false) = false
),

-- Sellers log what happened later, and may date it back: it is known from the logging on.
published as (
    select
        activities.engagement_id || ':' || contacts.contact_id as activity_id,
        activities.event_name,
        activities.event_target,
        'hubspot:' || contacts.contact_id as identifier_value,
        coalesce(activities.property_hs_timestamp, activities.property_hs_createdate) as occurred_at,
        coalesce(activities.property_hs_createdate, activities.property_hs_timestamp) as logged_at
    from activities
    inner join contacts on activities.engagement_id = contacts.engagement_id
)

select * from published
