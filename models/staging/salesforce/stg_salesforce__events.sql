{{ config(enabled=intent.is_connector_on('salesforce')) }}

with tasks as (
    select * from {{ source('salesforce', 'task') }}
),

members as (
    select * from {{ source('salesforce', 'campaign_member') }}
),

campaigns as (
    select * from {{ source('salesforce', 'campaign') }}
),

-- A task is an event once it is completed; a planned one says nothing about the person.
task_events as (
    select
        id as event_id,
        'task_' || lower(coalesce(type, task_subtype, 'other')) || '_completed' as event_name,
        coalesce(subject, '') as event_target,
        'crm' as channel,
        who_id,
        cast(null as {{ intent.text_type() }}) as campaign,
        coalesce(completed_date_time, activity_date) as occurred_at,
        greatest(created_date, coalesce(completed_date_time, activity_date, created_date)) as received_at
    from tasks
    where lower(status) = 'completed' and coalesce(is_deleted, false) = false
),

member_events as (
    select
        members.id as event_id,
        'campaign_responded' as event_name,
        coalesce(campaigns.name, '') as event_target,
        'event' as channel,
        coalesce(members.contact_id, members.lead_id) as who_id,
        campaigns.name as campaign,
        members.first_responded_date as occurred_at,
        greatest(members.created_date, coalesce(members.first_responded_date, members.created_date)) as received_at
    from members
    left join campaigns on members.campaign_id = campaigns.id
    where coalesce(members.has_responded, false) and coalesce(members.is_deleted, false) = false
),

activities as (
    select * from task_events
    union all
    select * from member_events
),

events as (
    select
        event_id,
        'salesforce' as source_name,
        event_name,
        event_target,
        channel,
        'crm_id' as identifier_type,
        'salesforce:' || who_id as identifier_value,
        cast(null as {{ intent.text_type() }}) as session_key,
        cast(null as bigint) as duration_seconds,
        campaign,
        cast(null as {{ intent.text_type() }}) as referrer,
        cast(null as {{ intent.text_type() }}) as user_agent,
        occurred_at,
        received_at,
        cast(null as {{ intent.text_type() }}) as raw_occurred_at
    from activities
)

select * from events
