{{ intent.fixpoint_by('int_identity_fingerprint', falling='parent_key') }}

with members as (
    select * from {{ ref('int_oversize_cluster_members') }}
),

links as (
    select * from {{ ref('int_identity_edges') }}
),

kept as (
    select * from members
    where drop_reason = ''
),

-- What int_cluster_edges has of them; not read from there, so that the longest chain is a model shorter.
edges as (
    select
        links.from_key,
        links.to_key
    from links
    inner join kept as from_members on links.from_key = from_members.node_key
    inner join kept as to_members on links.to_key = to_members.node_key and from_members.cluster_key = to_members.cluster_key
),

first_round as (
    select
        members.node_key,
        least(members.node_key, coalesce(min(edges.to_key), members.node_key)) as parent_key
    from members
    left join edges on members.node_key = edges.from_key
    group by members.node_key
),

parents as (
    select * from {{ intent.previous_round() }}
),

next_round as (
    {{ intent.next_parents('parents', 'edges') }}
)

select * from next_round
