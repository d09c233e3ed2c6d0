{{ config(enabled=intent.is_connector_on('salesforce')) }}

with meetings as (
    {{ intent.source_table(
        source('salesforce', 'event'),
        required={'id': 'string', 'created_date': 'timestamp'},
        optional={
            'who_id': 'string',
            'type': 'string',
            'event_subtype': 'string',
            'subject': 'string',
            'start_date_time or activity_date_time': 'timestamp',
            'is_child': 'boolean',
            '_fivetran_active': 'boolean',
            '_fivetran_synced': 'timestamp',
        },
        is_optional_table=true
    ) }}
),

last_sync as (
    select max(_fivetran_synced) as synced_at from meetings
),

-- A meeting was held when its time had come by the last sync; a copy in an invitee's calendar is the same meeting.
published as (
    select
        meetings.id as meeting_id,
        meetings.who_id,
        coalesce(meetings.subject, '') as subject,
        lower(coalesce(meetings.type, '') || ' ' || coalesce(meetings.subject, '')) like '%demo%' as is_demo,
        coalesce(meetings.start_date_time <= last_sync.synced_at, false) as is_held,
        meetings.created_date as booked_at,
        meetings.start_date_time as started_at
    from meetings
    cross join last_sync
    where coalesce(meetings.is_child, false) = false
        and coalesce(meetings._fivetran_active, true)
)

select * from published
