with spine as (
    select * from {{ ref('int_spine_events') }}
),

days as (
    select
        received_date,
        count(*) as n_events,
        cast(sum({{ intent.row_fingerprint(['event_key', 'event_kind_key', 'identifier_key', 'occurred_at', 'received_at']) }}) as bigint)
            as input_fingerprint
    from spine
    group by received_date
)

select * from days
