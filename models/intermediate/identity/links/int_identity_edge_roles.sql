{{ intent.cached_by('int_identity_fingerprint') }}

with edges as (
    select * from {{ ref('int_identity_edges') }}
),

nodes as (
    select * from {{ ref('int_identity_nodes') }}
),

roles as (
    select
        edges.from_key,
        edges.to_key,
        case
            when edges.is_verified or (not from_nodes.is_verified and not to_nodes.is_verified) then 'joins'
            when from_nodes.is_verified and to_nodes.is_verified then 'never joins'
            when from_nodes.is_verified then 'is followed'
            else 'follows'
        end as edge_role,
        edges.linked_at
    from edges
    inner join nodes as from_nodes on edges.from_key = from_nodes.node_key
    inner join nodes as to_nodes on edges.to_key = to_nodes.node_key
)

select * from roles
