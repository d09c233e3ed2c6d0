{{ intent.cached_by('int_received_days') }}

with spine as (
    select * from {{ ref('int_spine_events') }}
),

identifiers as (
    select
        identifier_key,
        count(*) as n_events,
        cast(sum({{ intent.row_fingerprint('spine') }}) as bigint) as event_fingerprint
    from spine
    group by identifier_key
)

select * from identifiers
