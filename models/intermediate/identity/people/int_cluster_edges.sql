{{ intent.cached_by('int_identity_fingerprint') }}

with edges as (
    select * from {{ ref('int_identity_edges') }}
),

clusters as (
    select * from {{ ref('int_identity_clusters') }}
),

dropped as (
    select * from {{ ref('int_oversize_cluster_members') }}
    where drop_reason <> ''
),

inside as (
    select
        from_key,
        to_key,
        linked_at
    from edges
    where edge_role = 'joins'
    union all
    select
        edges.from_key,
        edges.to_key,
        edges.linked_at
    from edges
    inner join clusters as from_clusters on edges.from_key = from_clusters.node_key
    inner join clusters as to_clusters on edges.to_key = to_clusters.node_key
    where edges.edge_role <> 'joins' and from_clusters.cluster_key = to_clusters.cluster_key
),

published as (
    select * from inside
    where
        from_key not in (select dropped.node_key from dropped)
        and to_key not in (select dropped.node_key from dropped)
)

select * from published
