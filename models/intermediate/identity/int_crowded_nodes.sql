-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with capped as (
    select * from {{ ref('int_capped_identifiers') }}
),

edges as (
    select * from {{ ref('int_person_edges') }}
),

nodes as (
    select
        capped.node_key,
        least(capped.node_key, coalesce(min(edges.to_key), capped.node_key)) as parent_key
    from capped
    left join edges on capped.node_key = edges.from_key
    group by capped.node_key
)

select * from nodes
