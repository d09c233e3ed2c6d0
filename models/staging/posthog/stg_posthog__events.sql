{{ config(enabled=intent.is_connector_on('posthog')) }}

with exported as (
    {{ intent.source_table(
        source('posthog', 'events'),
        required={'uuid': 'string', 'event': 'string', 'distinct_id': 'string', 'timestamp': 'timestamp'},
        optional={'properties': 'json'},
    ) }}
),

read as (
    select
        exported.*,
        {{ intent.json_string('properties', '$pathname') }} as pathname,
        {{ intent.json_string('properties', '$current_url') }} as current_url,
        {{ intent.json_string('properties', '$device_id') }} as device_id,
        {{ intent.json_string('properties', '$session_id') }} as session_key,
        {{ intent.json_string('properties', 'utm_campaign') }} as campaign,
        {{ intent.json_string('properties', '$referrer') }} as referrer,
        {{ intent.json_string('properties', '$raw_user_agent') }} as user_agent,
        {{ intent.json_string('properties', '$is_identified') }} as identified_word
    from exported
),

events as (
    select
        uuid as event_id,
        'posthog' as source_name,
        case
            when event = '$pageview' then 'page_viewed'
            when event = '$screen' then 'screen_viewed'
            else replace(replace(lower(event), '$', ''), ' ', '_')
        end as event_name,
        coalesce(pathname, case when current_url is not null then {{ intent.url_path('current_url') }} end, '') as event_target,
        case when current_url is null then 'product' else 'web' end as channel,
        -- Until a visitor is identified the distinct id is the device's own.
        case when distinct_id = device_id or identified_word = 'false' then 'anonymous_id' else 'user_id' end as identifier_type,
        distinct_id as identifier_value,
        session_key,
        {{ intent.null_columns('events', ['duration_seconds']) }},
        campaign,
        referrer,
        user_agent,
        timestamp as occurred_at,
        timestamp as received_at,
        {{ intent.null_columns('events', ['raw_occurred_at', 'filter_reason']) }}
    from read
)

select * from events
