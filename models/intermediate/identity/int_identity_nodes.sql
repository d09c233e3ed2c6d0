-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with edges as (
    select * from {{ ref('int_judged_edges') }}
),

nodes as (
    select
        from_key as node_key,
        least(from_key, min(case when edge_role = 'joins' then to_key else from_key end)) as parent_key
    from edges
    group by from_key
)

select * from nodes
