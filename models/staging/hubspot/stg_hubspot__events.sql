{{ config(enabled=intent.is_connector_on('hubspot')) }}

with email_events as (
    select * from {{ ref('stg_hubspot__email_events') }}
),

form_events as (
    select * from {{ ref('stg_hubspot__form_events') }}
),

meetings as (
    select * from {{ ref('stg_hubspot__meetings') }}
),

logged_activities as (
    select * from {{ ref('stg_hubspot__logged_activities') }}
),

-- What becomes of a meeting: two events, of which the second needs that it took place.
meeting_steps as (
    select 'booked' as step
    union all
    select 'held' as step
),

sales_activities as (
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
        case
            when meeting_steps.step = 'held' then greatest(meetings.started_at, meetings.booked_at)
            else meetings.booked_at
        end as received_at
    from meetings
    cross join meeting_steps
    where meeting_steps.step = 'booked' or meetings.is_held
    union all
    select
        activity_id as event_id,
        event_name,
        event_target,
        identifier_value,
        occurred_at,
        greatest(occurred_at, logged_at) as received_at
    from logged_activities
),

crm_events as (
    select
        event_id,
        event_name,
        event_target,
        'crm' as channel,
        'crm_id' as identifier_type,
        identifier_value,
        {{ intent.null_columns('events', ['duration_seconds', 'campaign', 'referrer', 'user_agent']) }},
        occurred_at,
        received_at
    from sales_activities
),

activities as (
    select * from email_events
    union all
    select * from form_events
    union all
    select * from crm_events
),

events as (
    select
        event_id,
        'hubspot' as source_name,
        event_name,
        coalesce(event_target, '') as event_target,
        channel,
        identifier_type,
        identifier_value,
        {{ intent.null_columns('events', ['session_key']) }},
        duration_seconds,
        campaign,
        referrer,
        user_agent,
        occurred_at,
        received_at,
        {{ intent.null_columns('events', ['raw_occurred_at']) }}
    from activities
)

select * from events
