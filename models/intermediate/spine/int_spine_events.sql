{{ config(materialized='view') }}

with received as (
    select * from {{ ref('int_received_events') }}
),

accepted as (
    select
        event_key,
        event_check,
        event_kind_key,
        identifier_key,
        session_key,
        campaign,
        duration_seconds,
        received_at,
        received_date,
        occurred_at,
        occurred_date
    from received
    where row_status = 'accepted'
)

select * from accepted
