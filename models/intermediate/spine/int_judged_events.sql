{{ config(materialized='view') }}

with delivered as (
    select * from {{ ref('int_delivered_events') }}
),

normalised as (
    select
        *,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', var('intent_fold_plus_addresses')) }} as normalised_value
    from delivered
),

judged as (
    select
        *,
        case
            when {{ intent.is_text_null('event_id') }} then 'missing event id'
            when {{ intent.is_text_null('event_name') }} then 'missing event name'
            when {{ intent.is_oversize(['event_id', 'event_name', 'event_target', 'identifier_value']) }} then 'oversize text'
            when received_at is null then 'missing received time'
            when occurred_at is null and {{ intent.is_text_null('raw_occurred_at') }} then 'missing time'
            when occurred_at is null then 'unreadable time'
            when occurred_at < timestamp '1990-01-01 00:00:00' then 'time before 1990'
            when occurred_at > received_at + interval '1' day then 'time in the future'
            else {{ intent.identity_reject_reason('identifier_type', 'normalised_value') }}
        end as reject_reason
    from normalised
)

select * from judged
