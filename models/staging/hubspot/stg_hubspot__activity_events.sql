{{ config(enabled=intent.is_connector_on('hubspot')) }}

{% set kinds = ['call', 'email', 'communication'] %}

with {% for kind in kinds -%}
{{ kind }}s as (
    {{ intent.source_table(
        source('hubspot', 'engagement_' ~ kind),
        required={'engagement_id': 'string'},
        optional={
            'property_hs_createdate': 'timestamp', 'property_hs_timestamp or timestamp': 'timestamp',
            'property_hs_call_title or title': 'string', 'property_hs_email_subject or subject': 'string',
            'property_hs_email_direction': 'string', 'type': 'string', 'property_hs_communication_channel_type': 'string',
        },
        is_optional_table=true
    ) }}
),

{% endfor -%}
contacts as (
    select * from {{ ref('stg_hubspot__engagement_contacts') }}
),

meetings as (
    select * from {{ ref('stg_hubspot__meetings') }}
),

logged as (
    {%- for kind in kinds %}
    {{ 'union all' if not loop.first }}
    select
        '{{ kind }}' as kind,
        {{ kind }}s.*
    from {{ kind }}s
    {%- endfor %}
),

-- What becomes of a meeting: two events, of which the second needs that it took place.
meeting_steps as (
    select 'booked' as step
    union all
    select 'held' as step
),

-- Sellers log what happened later, and may date it back: it is known from the logging on.
activities as (
    select
        logged.engagement_id || ':' || contacts.contact_id as event_id,
        case
            when logged.kind = 'call' then 'call_logged'
            when logged.kind = 'communication' then 'message_logged'
            when coalesce(logged.property_hs_email_direction, logged.type, '') = 'INCOMING_EMAIL' then 'email_received'
            else 'email_logged'
        end as event_name,
        case logged.kind
            when 'call' then logged.property_hs_call_title
            when 'email' then logged.property_hs_email_subject
            else lower(logged.property_hs_communication_channel_type)
        end as event_target,
        'hubspot:' || contacts.contact_id as identifier_value,
        coalesce(logged.property_hs_timestamp, logged.property_hs_createdate) as occurred_at,
        coalesce(logged.property_hs_createdate, logged.property_hs_timestamp) as recorded_at
    from logged
    inner join contacts on logged.engagement_id = contacts.engagement_id
    union all
    select
        meetings.meeting_id || ':' || meeting_steps.step as event_id,
        case
            when meeting_steps.step = 'held' then 'meeting_held'
            when meetings.is_booked_by_person then 'meeting_booked'
            else 'meeting_scheduled'
        end as event_name,
        meetings.title as event_target,
        meetings.identifier_value,
        case when meeting_steps.step = 'held' then meetings.started_at else meetings.booked_at end as occurred_at,
        meetings.booked_at as recorded_at
    from meetings
    cross join meeting_steps
    where meeting_steps.step = 'booked' or meetings.is_held
),

events as (
    select
        event_id,
        'hubspot' as source_name,
        event_name,
        coalesce(event_target, '') as event_target,
        'crm' as channel,
        'crm_id' as identifier_type,
        identifier_value,
        {{ intent.null_columns('events', ['session_key', 'duration_seconds', 'campaign', 'referrer', 'user_agent']) }},
        occurred_at,
        greatest(occurred_at, recorded_at) as received_at,
        {{ intent.null_columns('events', ['raw_occurred_at', 'filter_reason']) }}
    from activities
)

select * from events
