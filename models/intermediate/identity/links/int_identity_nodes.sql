{{ intent.cached_by('int_identity_fingerprint') }}

with edges as (
    select * from {{ ref('int_identity_edges') }}
),

nodes as (
    select
        from_key as node_key,
        min(from_strength_rank) as strength_rank,
        count(*) as n_edges,
        max(case when is_from_verified then 1 else 0 end) = 1 as is_verified,
        min(linked_at) as first_linked_at
    from edges
    group by from_key
)

select * from nodes
