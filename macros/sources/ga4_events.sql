{# Flat rows of GA4 events (a CTE or relation, the same columns from every copy of the export) as a select in the events contract. Google gives events no id: date, stream, device, user, session, name, instant and sorted parameters make one. #}
{% macro ga4_events(flat_events) -%}
    select
        md5(
            coalesce(event_date, '') || '|' || coalesce(stream_id, '') || '|' || coalesce(user_pseudo_id, '') || '|' || coalesce(user_id, '')
            || '|' || coalesce(ga_session_id, '') || '|' || coalesce(event_name, '') || '|' || coalesce(event_instant, '') || '|' || coalesce(params_string, '')
        ) as event_id,
        'ga4' as source_name,
        case event_name
            when 'page_view' then 'page_viewed'
            when 'form_submit' then 'form_submitted'
            when 'generate_lead' then 'form_submitted'
            when 'file_download' then 'file_downloaded'
            when 'scroll' then 'page_scrolled'
            when 'video_complete' then 'video_watched'
            when 'share' then 'content_shared'
            when 'click' then 'link_clicked'
            else event_name
        end as event_name,
        coalesce(
            case
                when event_name in ('form_submit', 'generate_lead') then replace(replace(form_name, '-', ' '), '_', ' ')
                when event_name like 'video_%' then video_title
                when event_name in ('click', 'file_download') and link_url <> '' then {{ intent.url_path('link_url') }}
            end,
            case when page_location <> '' then {{ intent.url_path('page_location') }} end,
            ''
        ) as event_target,
        'web' as channel,
        case when coalesce(user_id, '') = '' then 'anonymous_id' else 'user_id' end as identifier_type,
        coalesce(nullif(user_id, ''), user_pseudo_id) as identifier_value,
        user_pseudo_id || '.' || ga_session_id as session_key,
        {{ intent.integer_divide('engagement_time_msec', '1000') }} as duration_seconds,
        campaign,
        page_referrer as referrer,
        {{ intent.null_columns('events', ['user_agent']) }},
        occurred_at,
        received_at,
        {{ intent.null_columns('events', ['raw_occurred_at', 'filter_reason']) }}
    from {{ flat_events }}
{%- endmacro %}
