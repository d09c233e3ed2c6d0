{{ intent.fixpoint_by('int_identity_fingerprint', falling='parent_key') }}

with all_edges as (
    select * from {{ ref('int_identity_edges') }}
),

edges as (
    select * from all_edges
    where edge_role = 'joins'
),

-- The parent of a linked identifier is the smallest key among itself and the neighbours it joins.
first_round as (
    select
        from_key as node_key,
        least(from_key, min(case when edge_role = 'joins' then to_key else from_key end)) as parent_key
    from all_edges
    group by from_key
),

parents as (
    select * from {{ intent.previous_round() }}
),

next_round as (
    {{ intent.next_parents('parents', 'edges') }}
)

select * from next_round
