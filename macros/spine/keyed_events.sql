{# Validated rows (a CTE of validated_events) with whole-number keys instead of strings; the values of a rejected row are stored as one string, and occurred_date is the day in the time zone. #}
{% macro keyed_events(validated, time_zone) -%}
    {#- Written within the case below, so that only a rejected row pays for it. -#}
    {%- set rejected_row = "substr('id=' || coalesce(event_id, '') || ' event=' || event_name || ' target=' || event_target || ' ' || identifier_type || '='"
        ~ " || coalesce(identifier_value, '') || ' time=' || coalesce(raw_occurred_at, cast(occurred_at as " ~ intent.string_type() ~ "), '')"
        ~ " || case when filter_reason <> '' then ' filter=' || filter_reason else '' end, 1, 1000)" -%}
    select
        received_date,
        {{ intent.event_key() }} as event_key,
        {{ intent.event_check() }} as event_check,
        {{ intent.event_kind_key() }} as event_kind_key,
        {{ intent.identifier_key('identifier_type', 'normalised_value') }} as identifier_key,
        case when session_key <> '' then {{ intent.stable_key(intent.joined_strings(['source_name', 'session_key'])) }} end as session_key,
        campaign,
        reject_reason,
        case when reject_reason <> '' then {{ rejected_row }} end as rejected_row,
        duration_seconds,
        received_at,
        occurred_at,
        {# A time that is rejected may be beyond the days that an engine knows. #}
        case when reject_reason = '' then {{ intent.business_date('occurred_at', time_zone) }} end as occurred_date
    from {{ validated }}
{%- endmacro %}
