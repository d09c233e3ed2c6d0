{{ config(enabled=intent.is_connector_on('salesforce')) }}

with tasks as (
    {{ intent.source_table(
        source('salesforce', 'task'),
        required={'id': 'text', 'created_date': 'timestamp'},
        optional={
            'who_id': 'text',
            'type': 'text',
            'task_subtype': 'text',
            'subject': 'text',
            'status': 'text',
            'is_closed': 'boolean',
            'activity_date': 'timestamp',
            'completed_date_time': 'timestamp',
            'is_deleted': 'boolean',
            '_fivetran_active': 'boolean',
        },
        is_optional_table=true
    ) }}
),

-- A task is an event once it is completed; a planned one says nothing about the person.
published as (
    select
        id as event_id,
        'task_' || lower(coalesce(type, task_subtype, 'other')) || '_completed' as event_name,
        subject as event_target,
        'crm' as channel,
        who_id,
        {{ intent.null_columns('events', ['campaign']) }},
        coalesce(completed_date_time, activity_date) as occurred_at,
        greatest(created_date, coalesce(completed_date_time, activity_date, created_date)) as received_at
    from tasks
    where (coalesce(is_closed, false) or lower(status) = 'completed')
        and coalesce(is_deleted, false) = false and coalesce(_fivetran_active, true)
)

select * from published
