with received as (
    select * from {{ ref('int_received_events') }}
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

suppressed as (
    select * from {{ ref('int_suppressed_contacts') }}
),

suppressed_identifiers as (
    select owners.identifier_key
    from owners
    inner join suppressed on owners.contact_id = suppressed.contact_id
),

statuses as (
    select
        kinds.source_name,
        received.received_date,
        case
            when received.row_status = 'accepted' and suppressed_identifiers.identifier_key is not null then 'suppressed'
            else received.row_status
        end as row_status
    from received
    inner join kinds on received.event_kind_key = kinds.event_kind_key
    left join suppressed_identifiers on received.identifier_key = suppressed_identifiers.identifier_key
),

counts as (
    select
        source_name,
        received_date,
        sum(case when row_status = 'accepted' then 1 else 0 end) as n_accepted,
        sum(case when row_status = 'suppressed' then 1 else 0 end) as n_suppressed,
        sum(case when row_status = 'duplicate' then 1 else 0 end) as n_duplicates,
        sum(case when row_status = 'rejected' then 1 else 0 end) as n_rejected
    from statuses
    group by source_name, received_date
)

select * from counts
