{{ config(materialized='view') }}

with spine as (
    select * from {{ ref('int_spine_events') }}
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

suppressed as (
    select * from {{ ref('int_suppressed_contacts') }}
),

bots as (
    select * from {{ ref('int_bot_events') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

judged as (
    select
        spine.event_key,
        case
            when owners.contact_id is null then 'nobody is known behind the identifier'
            when suppressed.contact_id is not null then 'the person is suppressed'
            when bots.event_key is not null then 'a program made it'
            when kind_signals.event_kind_key is null then 'no rule gives it a meaning'
            else ''
        end as loss_reason
    from spine
    left join owners on spine.identifier_key = owners.identifier_key
    left join suppressed on owners.contact_id = suppressed.contact_id
    left join bots on spine.event_key = bots.event_key
    left join kind_signals on spine.event_kind_key = kind_signals.event_kind_key
)

select * from judged
