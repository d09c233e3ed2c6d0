{{ config(materialized='view') }}

with delivered as (
    select * from {{ ref('int_delivered_events') }}
),

keyed as (
    select
        received_date,
        received_at,
        occurred_at,
        cast(occurred_at as date) as occurred_date,
        duration_seconds,
        reject_reason,
        {{ intent.stable_key("source_name || ':' || event_id") }} as event_key,
        {{ intent.event_kind_key() }} as event_kind_key,
        case when reject_reason = '' then {{ intent.identifier_key('identifier_type', 'identifier_value') }} end as identifier_key,
        case when session_key <> '' then {{ intent.stable_key("source_name || ':' || session_key") }} end as session_key,
        event_name || '|' || event_target || '|' || channel || '|' || identifier_type || '|' || raw_identifier_value
        || '|' || raw_occurred_at as content,
        case when reject_reason <> ''
                then 'id=' || event_id || ' event=' || event_name || ' target=' || event_target || ' '
                    || identifier_type || '=' || raw_identifier_value || ' time=' || raw_occurred_at
        end as rejected_row
    from delivered
)

select * from keyed
