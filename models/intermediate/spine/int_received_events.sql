{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='received_date',
    meta={'slices': 'int_received_days'}
) }}

with keyed as (
    select * from {{ ref('int_keyed_events') }}
),

days as (
    select * from {{ ref('int_received_days') }}
),

{% if is_incremental() %}
days_to_build as (
    {{ intent.received_days_to_build(this) }}
),

arrivals as (
    select * from keyed
    where received_date in (select received_date from days_to_build)
),

earlier_copies as (
    select
        event_key,
        min(received_at) as first_received_at
    from {{ this }}
    where row_status = 'accepted' and received_date not in (select received_date from days_to_build)
    group by event_key
),
{% else %}
arrivals as (
    select * from keyed
),

earlier_copies as (
    select
        event_key,
        received_at as first_received_at
    from keyed
    where 1 = 0
),
{% endif %}

repeated_keys as (
    select event_key
    from arrivals
    where reject_reason = ''
    group by event_key
    having count(*) > 1
),

-- The earliest received copy of an event counts; copies received in one instant are ordered by what they say.
copies as (
    select
        *,
        1 as copy_number
    from arrivals
    where reject_reason <> '' or event_key not in (select event_key from repeated_keys)
    union all
    select
        *,
        row_number() over (
            partition by event_key
            order by received_at, occurred_at, event_kind_key, identifier_key, session_key nulls last, duration_seconds nulls last
        ) as copy_number
    from arrivals
    where reject_reason = '' and event_key in (select event_key from repeated_keys)
),

published as (
    select
        copies.received_date,
        copies.event_key,
        copies.event_kind_key,
        copies.identifier_key,
        copies.session_key,
        case
            when copies.reject_reason <> '' then 'rejected'
            when copies.copy_number > 1 or earlier_copies.first_received_at < copies.received_at then 'duplicate'
            else 'accepted'
        end as row_status,
        copies.reject_reason,
        copies.rejected_row,
        copies.duration_seconds,
        copies.received_at,
        copies.occurred_at,
        copies.occurred_date,
        days.input_fingerprint
    from copies
    inner join days on copies.received_date = days.received_date
    left join earlier_copies on copies.event_key = earlier_copies.event_key
)

select * from published
