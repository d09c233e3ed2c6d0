{{ intent.cached_by('int_identity_fingerprint') }}

with nodes as (
    select * from {{ ref('int_identity_nodes') }}
),

components as (
    select * from {{ ref('int_identity_components') }}
),

edges as (
    select * from {{ ref('int_identity_edges') }}
    where edge_role = 'follows'
),

-- Claimed identifiers follow one verified cluster and join no two: the first claim wins.
claims as (
    select
        followers.parent_key as component_key,
        leaders.parent_key as cluster_key,
        row_number() over (
            partition by followers.parent_key
            order by edges.linked_at, edges.to_key, edges.from_key
        ) as claim_rank
    from edges
    inner join components as followers on edges.from_key = followers.node_key
    inner join components as leaders on edges.to_key = leaders.node_key
),

clusters as (
    select
        components.node_key,
        coalesce(claims.cluster_key, components.parent_key) as cluster_key,
        nodes.strength_rank,
        nodes.n_edges,
        nodes.is_verified,
        nodes.first_linked_at
    from components
    inner join nodes on components.node_key = nodes.node_key
    left join claims on components.parent_key = claims.component_key and claims.claim_rank = 1
)

select * from clusters
