with edges as (
    select * from {{ ref('int_identity_edges') }}
),

nodes as (
    select distinct
        from_key as node_key,
        from_key as parent_key
    from edges
)

select * from nodes
