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

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

erasure_requests as (
    select * from {{ ref('stg_intent__erasure_requests') }}
),

forgotten_contacts as (
    select contact_id from {{ ref('int_suppressed_contacts') }}
    where reason = 'asked to be forgotten'
),

-- All that names somebody who asked to be forgotten, known as a contact or not.
forgotten as (
    select
        identifier_key,
        identifier_type,
        identifier_value
    from erasure_requests
    union all
    select
        owners.identifier_key,
        owners.identifier_type,
        owners.identifier_value
    from owners
    inner join forgotten_contacts on owners.contact_id = forgotten_contacts.contact_id
),

rejected as (
    select
        'events' as contract_name,
        kinds.source_name,
        received.reject_reason,
        received.rejected_row,
        received.identifier_key,
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
        identifier_key,
        case
            when converted_at >= timestamp '1990-01-01 00:00:00' and converted_at < timestamp '2100-01-01 00:00:00'
                then {{ intent.business_date('converted_at', time_zone) }}
            else date '1970-01-01'
        end as received_date
    from outcomes
),

-- An email may stand anywhere in a row that could not be read.
kept as (
    select * from rejected
    where
        coalesce(identifier_key, 0) not in (select forgotten.identifier_key from forgotten)
        and not exists (
            select 1 from forgotten
            where
                forgotten.identifier_type = 'email'
                and {{ intent.is_like('rejected.rejected_row', "'%' || forgotten.identifier_value || '%'") }}
        )
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
    from kept
)

select * from published
