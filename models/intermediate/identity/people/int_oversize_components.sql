{{ intent.fixpoint_by('int_identity_fingerprint', falling='parent_key') }}

with members as (
    select * from {{ ref('int_oversize_cluster_members') }}
),

edges as (
    select * from {{ ref('int_cluster_edges') }}
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
