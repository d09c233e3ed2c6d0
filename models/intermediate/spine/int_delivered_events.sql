{{ config(materialized='view') }}

with events as (
    {{ intent.union_contract(var('intent_event_models'), 'events') }}
),

normalised as (
    select
        *,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value') }} as normalised_value,
        coalesce(cast(received_at as date), date '1970-01-01') as received_date
    from events
),

judged as (
    select
        *,
        case
            when {{ intent.is_text_null('event_id') }} then 'missing event id'
            when {{ intent.is_text_null('event_name') }} then 'missing event name'
            when received_at is null then 'missing received time'
            when occurred_at is null and {{ intent.is_text_null('raw_occurred_at') }} then 'missing time'
            when occurred_at is null then 'unreadable time'
            when occurred_at < timestamp '1990-01-01 00:00:00' then 'time before 1990'
            when occurred_at > received_at + interval '1' day then 'time in the future'
            else {{ intent.identity_reject_reason('identifier_type', 'normalised_value') }}
        end as reject_reason
    from normalised
),

published as (
    select
        received_date,
        coalesce(source_name, '') as source_name,
        coalesce(event_id, '') as event_id,
        coalesce(event_name, '') as event_name,
        coalesce(event_target, '') as event_target,
        coalesce(channel, '') as channel,
        coalesce(identifier_type, '') as identifier_type,
        coalesce(identifier_value, '') as raw_identifier_value,
        coalesce(normalised_value, '') as identifier_value,
        coalesce(session_key, '') as session_key,
        coalesce(campaign, '') as campaign,
        coalesce(raw_occurred_at, '') as raw_occurred_at,
        reject_reason,
        duration_seconds,
        received_at,
        occurred_at
    from judged
)

select * from published
