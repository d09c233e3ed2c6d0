{{ config(enabled=intent.is_connector_on('salesforce')) }}

with tasks as (
    select * from {{ ref('stg_salesforce__tasks') }}
),

responses as (
    select * from {{ ref('stg_salesforce__campaign_responses') }}
),

meetings as (
    select * from {{ ref('stg_salesforce__meetings') }}
),

-- What becomes of a meeting: two events, of which the second needs that it took place.
meeting_steps as (
    select 'scheduled' as step
    union all
    select 'held' as step
),

activities as (
    select * from tasks
    union all
    select * from responses
    union all
    select
        meetings.meeting_id || ':' || meeting_steps.step as event_id,
        'meeting_' || meeting_steps.step as event_name,
        meetings.subject as event_target,
        'crm' as channel,
        meetings.who_id,
        {{ intent.null_columns('events', ['campaign']) }},
        case when meeting_steps.step = 'held' then meetings.started_at else meetings.booked_at end as occurred_at,
        case
            when meeting_steps.step = 'held' then greatest(meetings.booked_at, meetings.started_at)
            else meetings.booked_at
        end as received_at
    from meetings
    cross join meeting_steps
    where meeting_steps.step = 'scheduled' or meetings.is_held
),

events as (
    select
        event_id,
        'salesforce' as source_name,
        event_name,
        coalesce(event_target, '') as event_target,
        channel,
        'crm_id' as identifier_type,
        'salesforce:' || who_id as identifier_value,
        {{ intent.null_columns('events', ['session_key', 'duration_seconds']) }},
        campaign,
        {{ intent.null_columns('events', ['referrer', 'user_agent']) }},
        occurred_at,
        received_at,
        {{ intent.null_columns('events', ['raw_occurred_at']) }}
    from activities
)

select * from events
