{{ config(enabled=intent.is_connector_on('snowplow')) }}

with tracked as (
    select * from {{ ref('stg_snowplow__tracked_events') }}
),

links as (
    select
        'snowplow' as source_name,
        'anonymous_id' as from_type,
        device_id as from_value,
        'user_id' as to_type,
        user_id as to_value,
        min(received_at) as linked_at
    from tracked
    where device_id is not null and user_id is not null and filter_reason is null
    group by device_id, user_id
)

select * from links
