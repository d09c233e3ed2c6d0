{{ config(materialized='view') }}

with judged as (
    select * from {{ ref('int_judged_events') }}
),

written as (
    select
        *,
        'id=' || coalesce(event_id, '') || ' event=' || event_name || ' target=' || event_target || ' '
        || identifier_type || '=' || coalesce(identifier_value, '')
        || ' time=' || coalesce(raw_occurred_at, cast(occurred_at as {{ intent.text_type() }}), '') as rejected_text
    from judged
),

keyed as (
    select
        received_date,
        {{ intent.stable_key("source_name || ':' || coalesce(event_id, '')") }} as event_key,
        {{ intent.event_kind_key() }} as event_kind_key,
        case when reject_reason = '' then {{ intent.identifier_key('identifier_type', 'normalised_value') }} end as identifier_key,
        case when session_key <> '' then {{ intent.stable_key("source_name || ':' || session_key") }} end as session_key,
        reject_reason,
        case when reject_reason <> '' then substr(rejected_text, 1, 1000) end as rejected_row,
        duration_seconds,
        received_at,
        occurred_at,
        cast(occurred_at as date) as occurred_date
    from written
)

select * from keyed
