{{ config(materialized='view') }}

with events as (
    select * from {{ ref('int_contact_events') }}
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

published as (
    select
        events.event_key as event_id,
        events.contact_id,
        kinds.source_name,
        kinds.event_name,
        kinds.event_target,
        kinds.channel,
        kind_signals.signal_name,
        events.duration_seconds,
        events.campaign,
        nullif(kinds.referrer_host, '') as referrer_host,
        events.is_suspected_bot,
        events.bot_reason,
        events.occurred_at,
        events.received_at,
        events.known_at
    from events
    inner join kinds on events.event_kind_key = kinds.event_kind_key
    left join kind_signals on events.event_kind_key = kind_signals.event_kind_key
)

select * from published
