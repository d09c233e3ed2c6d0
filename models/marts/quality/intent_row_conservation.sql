with source_days as (
    select * from {{ ref('int_received_source_days') }}
),

received as (
    select * from {{ ref('int_received_source_counts') }}
),

published as (
    select
        source_days.source_name,
        source_days.received_date,
        source_days.n_delivered,
        cast(coalesce(received.n_accepted, 0) as bigint) as n_accepted,
        cast(coalesce(received.n_suppressed, 0) as bigint) as n_suppressed,
        cast(coalesce(received.n_duplicates, 0) as bigint) as n_duplicates,
        cast(coalesce(received.n_rejected, 0) as bigint) as n_rejected,
        cast(
            source_days.n_delivered - coalesce(received.n_accepted, 0) - coalesce(received.n_suppressed, 0)
            - coalesce(received.n_duplicates, 0) - coalesce(received.n_rejected, 0) as bigint
        ) as n_unexplained
    from source_days
    left join received
        on source_days.source_name = received.source_name and source_days.received_date = received.received_date
)

select * from published
