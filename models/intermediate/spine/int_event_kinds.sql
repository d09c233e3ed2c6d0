with kind_days as (
    select * from {{ ref('int_event_kind_days') }}
),

kinds as (
    select distinct
        event_kind_key,
        source_name,
        event_name,
        event_target,
        channel
    from kind_days
)

select * from kinds
