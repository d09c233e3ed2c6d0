{{ config(enabled=intent.is_connector_on('ga4')) }}

with flat_events as (
    select * from {{ ref('stg_ga4__flat_events') }}
),

links as (
    select
        'ga4' as source_name,
        'anonymous_id' as from_type,
        user_pseudo_id as from_value,
        'user_id' as to_type,
        user_id as to_value,
        min(received_at) as linked_at
    from flat_events
    where user_pseudo_id is not null and user_id is not null
    group by user_pseudo_id, user_id
)

select * from links
