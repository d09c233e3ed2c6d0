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

activities as (
    select * from tasks
    union all
    select * from responses
    union all
    select
        meeting_id || ':scheduled' as event_id,
        'meeting_scheduled' as event_name,
        subject as event_target,
        'crm' as channel,
        who_id,
        cast(null as {{ intent.text_type() }}) as campaign,
        booked_at as occurred_at,
        booked_at as received_at
    from meetings
    union all
    select
        meeting_id || ':held' as event_id,
        'meeting_held' as event_name,
        subject as event_target,
        'crm' as channel,
        who_id,
        cast(null as {{ intent.text_type() }}) as campaign,
        started_at as occurred_at,
        greatest(booked_at, started_at) as received_at
    from meetings
    where is_held
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
