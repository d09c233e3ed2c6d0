with spine as (
    select * from {{ ref('int_spine_events') }}
),

identifiers as (
    select
        identifier_key,
        count(*) as n_events,
        cast(sum({{ intent.row_fingerprint([
            'event_key', 'event_kind_key', 'session_key', 'duration_seconds', 'received_at', 'occurred_at',
        ]) }}) as bigint) as event_fingerprint
    from spine
    group by identifier_key
)

select * from identifiers
