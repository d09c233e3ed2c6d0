{{ config(enabled=intent.is_connector_on('hubspot')) }}

with email_events as (
    select * from {{ ref('stg_hubspot__email_events') }}
),

submissions as (
    select * from {{ source('hubspot', 'contact_form_submission') }}
),

forms as (
    select * from {{ source('hubspot', 'form') }}
),

form_events as (
    select
        submissions.conversion_id as event_id,
        'form_submitted' as event_name,
        coalesce(forms.name, submissions.title, '') as event_target,
        'form' as channel,
        'crm_id' as identifier_type,
        'hubspot:' || submissions.contact_id as identifier_value,
        cast(null as bigint) as duration_seconds,
        cast(null as {{ intent.text_type() }}) as campaign,
        submissions.page_url as referrer,
        cast(null as {{ intent.text_type() }}) as user_agent,
        submissions.timestamp as occurred_at
    from submissions
    left join forms on submissions.form_id = forms.guid
),

activities as (
    select * from email_events
    union all
    select * from form_events
),

events as (
    select
        event_id,
        'hubspot' as source_name,
        event_name,
        event_target,
        channel,
        identifier_type,
        identifier_value,
        cast(null as {{ intent.text_type() }}) as session_key,
        duration_seconds,
        campaign,
        referrer,
        user_agent,
        occurred_at,
        occurred_at as received_at,
        cast(null as {{ intent.text_type() }}) as raw_occurred_at
    from activities
)

select * from events
