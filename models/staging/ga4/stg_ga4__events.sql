{{ config(enabled=intent.is_connector_on('ga4')) }}

with flat_events as (
    select * from {{ ref('stg_ga4__flat_events') }}
),

events as (
    {{ intent.ga4_events('flat_events') }}
)

select * from events
