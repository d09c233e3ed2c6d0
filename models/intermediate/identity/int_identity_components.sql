-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
-- depends_on: {{ ref('int_identity_nodes') }}
{{ config(materialized='fixpoint', meta={'inputs': 'int_identity_inputs', 'start_from': 'int_identity_nodes', 'falling': 'parent_key'}) }}

with parents as (
    select * from {{ intent.previous_round() }}
),

edges as (
    select * from {{ ref('int_identity_edges') }}
),

grandparents as (
    select
        parents.node_key,
        parents.parent_key,
        upper_parents.parent_key as grandparent_key
    from parents
    inner join parents as upper_parents on parents.parent_key = upper_parents.node_key
),

-- FastSV (Zhang, Azad and Buluc 2020): a node and its parent take the smallest grandparent seen across an edge.
neighbours as (
    select
        grandparents.node_key,
        grandparents.parent_key,
        min(others.grandparent_key) as smallest_key
    from grandparents
    inner join edges on grandparents.node_key = edges.from_key
    inner join grandparents as others on edges.to_key = others.node_key
    group by grandparents.node_key, grandparents.parent_key
),

candidates as (
    select
        node_key,
        grandparent_key as parent_key
    from grandparents
    union all
    select
        node_key,
        smallest_key as parent_key
    from neighbours
    union all
    select
        parent_key as node_key,
        smallest_key as parent_key
    from neighbours
),

next_round as (
    select
        node_key,
        min(parent_key) as parent_key
    from candidates
    group by node_key
)

select * from next_round
