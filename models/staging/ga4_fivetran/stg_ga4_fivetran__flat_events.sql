{{ config(enabled=intent.is_connector_on('ga4_fivetran')) }}

{% set named_params = [
    'page_location', 'page_referrer', 'page_title', 'form_name', 'form_id', 'video_title', 'link_url', 'campaign',
    'medium', 'source', 'gclid', 'percent_scrolled', 'engagement_time_msec', 'ga_session_number',
] %}
{% set optional = {
    'user_id': 'string', 'user_pseudo_id': 'string', 'stream_id': 'string',
    'bundle_sequence_id or event_bundle_sequence_id': 'string', 'batch_page_id': 'bigint', 'batch_ordering_id': 'bigint',
    'batch_event_index': 'bigint',
    'param_ga_session_id': 'string',
} %}
{% for param in named_params %}{% do optional.update({'param_' ~ param: 'string'}) %}{% endfor %}

with copied as (
    {{ intent.source_table(
        source('ga4_fivetran', 'event'),
        required={'timestamp': 'timestamp', 'name': 'string'},
        optional=optional,
    ) }}
),

published as (
    select
        name as event_name,
        bundle_sequence_id as bundle_id,
        batch_page_id,
        batch_ordering_id,
        batch_event_index,
        stream_id,
        nullif(user_id, '') as user_id,
        nullif(user_pseudo_id, '') as user_pseudo_id,
        param_ga_session_id as ga_session_id,
        param_page_location as page_location,
        param_page_referrer as page_referrer,
        param_campaign as campaign,
        coalesce(param_form_name, param_form_id) as form_name,
        param_video_title as video_title,
        param_link_url as link_url,
        {%- for param in named_params %}
        {{ "|| '&" if not loop.first else "'" }}{{ param }}=' || coalesce(param_{{ param }}, '')
        {%- endfor %} as params_string,
        {{ intent.try_cast('param_engagement_time_msec', 'bigint', '^([0-9]{1,15})$') }} as engagement_time_msec,
        timestamp as occurred_at,
        timestamp as received_at
    from copied
)

select * from published
