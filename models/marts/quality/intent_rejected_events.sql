{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with received as (
    select * from {{ ref('int_received_events') }}
    where row_status = 'rejected'
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
),

outcomes as (
    select * from {{ ref('int_delivered_conversions') }}
    where reject_reason <> ''
),

rejected as (
    select
        'events' as contract_name,
        kinds.source_name,
        received.reject_reason,
        received.rejected_row,
        received.received_date
    from received
    inner join kinds on received.event_kind_key = kinds.event_kind_key
    union all
    select
        'conversions' as contract_name,
        source_name,
        reject_reason,
        'id=' || coalesce(conversion_id, '') || ' outcome=' || coalesce(outcome, '') || ' '
        || coalesce(identifier_type, '') || '=' || coalesce(identifier_value, '') as rejected_row,
        case
            when converted_at >= timestamp '1990-01-01 00:00:00' and converted_at < timestamp '2100-01-01 00:00:00'
                then {{ intent.business_date('converted_at', time_zone) }}
            else date '1970-01-01'
        end as received_date
    from outcomes
),

published as (
    select
        contract_name,
        source_name,
        reject_reason,
        rejected_row,
        received_date,
        cast(row_number() over (
            partition by contract_name, source_name, received_date, rejected_row
            order by reject_reason
        ) as bigint) as copy_number
    from rejected
)

select * from published
