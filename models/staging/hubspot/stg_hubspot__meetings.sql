{{ config(enabled=intent.is_connector_on('hubspot')) }}

with meetings as (
    {{ intent.source_table(
        source('hubspot', 'engagement_meeting'),
        required={'engagement_id': 'string'},
        optional={
            'property_hs_createdate': 'timestamp',
            'property_hs_meeting_start_time or property_hs_timestamp or start_time': 'timestamp',
            'property_hs_meeting_outcome or meeting_outcome': 'string',
            'property_hs_meeting_title or title': 'string',
            'property_hs_activity_type': 'string',
            'property_hs_meeting_source or source': 'string',
            'created_from_link_id': 'string',
        },
        is_optional_table=true
    ) }}
),

contacts as (
    select * from {{ ref('stg_hubspot__engagement_contacts') }}
),

-- Older syncs do not say when a meeting was booked: then it counts as known when it began.
published as (
    select
        meetings.engagement_id || ':' || contacts.contact_id as meeting_id,
        'hubspot:' || contacts.contact_id as identifier_value,
        coalesce(meetings.property_hs_meeting_title, '') as title,
        coalesce(
            lower(coalesce(meetings.property_hs_meeting_title, '') || ' ' || coalesce(meetings.property_hs_activity_type, '')) like '%demo%',
            false
        ) as is_demo,
        (
            meetings.created_from_link_id is not null
            or coalesce(meetings.property_hs_meeting_source, '') in ('MEETINGS_PUBLIC', 'MEETINGS_EMBEDDED')
        ) as is_booked_by_person,
        coalesce(upper(meetings.property_hs_meeting_outcome), '') = 'COMPLETED' as is_held,
        coalesce(meetings.property_hs_createdate, meetings.property_hs_meeting_start_time) as booked_at,
        meetings.property_hs_meeting_start_time as started_at
    from meetings
    inner join contacts on meetings.engagement_id = contacts.engagement_id
)

select * from published
