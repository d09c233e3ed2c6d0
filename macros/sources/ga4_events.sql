{# Flat rows of GA4 events (a CTE or relation, the same columns from every copy of the export) as a select in the events contract. Google gives events no id: stream, device, user, session, name, instant, bundle, what it is about, and its number among such events make one. They are numbered by their place in the batch, or by their parameters where the copy has no batch, as in intraday tables: so it has the key of the day's copy. #}
{% macro ga4_events(flat_events) -%}
    {%- set same_event = [
        'stream_id', 'user_pseudo_id', 'user_id', 'ga_session_id', 'event_name', 'bundle_id', 'page_location', 'link_url', 'form_name', 'video_title',
    ] -%}
    select
        md5(
            {%- for column in same_event %}
            coalesce({{ column }}, '') || '|' ||
            {%- endfor %}
            coalesce(cast(occurred_at as {{ intent.string_type() }}), '') || '|' ||
            cast(dense_rank() over (
                partition by {{ same_event | join(', ') }}, occurred_at, received_at, batch_event_index is null
                order by
                    coalesce(batch_page_id, 0), coalesce(batch_ordering_id, 0), coalesce(batch_event_index, 0),
                    case when batch_event_index is null then coalesce(params_string, '') else '' end
            ) as {{ intent.string_type() }})
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
