{{ config(materialized='view', meta={'stands_for': ['int_delivered_events', 'stg_intent__blocked_identifiers', 'stg_intent__bot_patterns']}) }}

with source_days as (
    select * from {{ ref('int_received_source_days') }}
),

days as (
    select
        received_date,
        cast(sum(n_delivered) as bigint) as n_delivered,
        cast(sum(input_fingerprint) as bigint) as input_fingerprint
    from source_days
    group by received_date
)

select * from days
