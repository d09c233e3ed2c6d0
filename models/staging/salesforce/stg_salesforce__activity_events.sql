{{ config(enabled=intent.is_connector_on('salesforce')) }}

with tasks as (
    {{ intent.source_table(
        source('salesforce', 'task'),
        required={'id': 'string', 'created_date': 'timestamp'},
        optional={
            'who_id': 'string',
            'type': 'string',
            'task_subtype': 'string',
            'subject': 'string',
            'status': 'string',
            'is_closed': 'boolean',
            'activity_date': 'timestamp',
            'completed_date_time': 'timestamp',
            '_fivetran_active': 'boolean',
        },
        is_optional_table=true
    ) }}
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

-- A task is an event once it is completed; a planned one says nothing about the person.
activities as (
    select
        id as event_id,
        'task_' || lower(coalesce(type, task_subtype, 'other')) || '_completed' as event_name,
        subject as event_target,
        who_id,
        coalesce(completed_date_time, activity_date) as occurred_at,
        created_date as recorded_at
    from tasks
    where (coalesce(is_closed, false) or lower(status) = 'completed')
        and coalesce(_fivetran_active, true)
    union all
    select
        meetings.meeting_id || ':' || meeting_steps.step as event_id,
        'meeting_' || meeting_steps.step as event_name,
        meetings.subject as event_target,
        meetings.who_id,
        case when meeting_steps.step = 'held' then meetings.started_at else meetings.booked_at end as occurred_at,
        meetings.booked_at as recorded_at
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
        'crm' as channel,
        'crm_id' as identifier_type,
        'salesforce:' || who_id as identifier_value,
        {{ intent.null_columns('events', ['session_key', 'duration_seconds', 'campaign', 'referrer', 'user_agent']) }},
        occurred_at,
        greatest(recorded_at, coalesce(occurred_at, recorded_at)) as received_at,
        {{ intent.null_columns('events', ['raw_occurred_at', 'filter_reason']) }}
    from activities
)

select * from events
