{{ config(enabled=intent.is_connector_on('ga4')) }}

{% set params = [
    'ga_session_id', 'page_location', 'page_referrer', 'engagement_time_msec', 'campaign', 'form_name', 'form_id', 'video_title', 'link_url',
] %}

with exported as (
    {{ intent.source_table(
        source('ga4', 'events'),
        required={'event_timestamp': 'bigint', 'event_name': 'string', 'event_params': 'any'},
        optional={
            'user_id': 'string', 'user_pseudo_id': 'string', 'stream_id': 'string', 'event_server_timestamp_offset': 'bigint',
            'event_bundle_sequence_id': 'string', 'batch_page_id': 'bigint', 'batch_ordering_id': 'bigint', 'batch_event_index': 'bigint',
        },
    ) }}
),

flat as (
    select
        {%- for param in params %}
        {{ intent.ga4_param('event_params', param) }} as {{ param }},
        {%- endfor %}
        {{ intent.ga4_params_string('event_params') }} as params_string,
        {{ intent.timestamp_from_micros('event_timestamp') }} as occurred_at,
        -- What a browser held back was received later by this offset.
        {{ intent.timestamp_from_micros('event_timestamp + greatest(coalesce(event_server_timestamp_offset, 0), 0)') }} as received_at,
        event_name,
        event_bundle_sequence_id as bundle_id,
        batch_page_id,
        batch_ordering_id,
        batch_event_index,
        nullif(user_id, '') as user_id,
        nullif(user_pseudo_id, '') as user_pseudo_id,
        stream_id
    from exported
),

published as (
    select
        event_name,
        bundle_id,
        batch_page_id,
        batch_ordering_id,
        batch_event_index,
        stream_id,
        user_id,
        user_pseudo_id,
        ga_session_id,
        page_location,
        page_referrer,
        campaign,
        coalesce(form_name, form_id) as form_name,
        video_title,
        link_url,
        params_string,
        {{ intent.try_cast('engagement_time_msec', 'bigint', '^([0-9]{1,15})$') }} as engagement_time_msec,
        occurred_at,
        received_at
    from flat
)

select * from published
