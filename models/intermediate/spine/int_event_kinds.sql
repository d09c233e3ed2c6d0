with kind_days as (
    select * from {{ ref('int_event_kind_days') }}
),

kinds as (
    select distinct
        event_kind_key,
        source_name,
        event_name,
        event_target,
        channel,
        campaign,
        referrer_host
    from kind_days
),

published as (
    select
        *,
        {{ intent.target_key() }} as target_key
    from kinds
)

select * from published
