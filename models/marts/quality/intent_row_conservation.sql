with source_days as (
    select * from {{ ref('int_received_source_days') }}
),

received as (
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
),

published as (
    select
        source_days.source_name,
        source_days.received_date,
        source_days.n_delivered,
        cast(coalesce(counts.n_accepted, 0) as bigint) as n_accepted,
        cast(coalesce(counts.n_suppressed, 0) as bigint) as n_suppressed,
        cast(coalesce(counts.n_duplicates, 0) as bigint) as n_duplicates,
        cast(coalesce(counts.n_rejected, 0) as bigint) as n_rejected,
        cast(
            source_days.n_delivered - coalesce(counts.n_accepted, 0) - coalesce(counts.n_suppressed, 0)
            - coalesce(counts.n_duplicates, 0) - coalesce(counts.n_rejected, 0) as bigint
        ) as n_unexplained
    from source_days
    left join counts
        on source_days.source_name = counts.source_name and source_days.received_date = counts.received_date
)

select * from published
