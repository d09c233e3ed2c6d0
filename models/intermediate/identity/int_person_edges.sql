-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with edges as (
    select * from {{ ref('int_judged_edges') }}
),

people as (
    select * from {{ ref('int_linked_people') }}
),

capped as (
    select * from {{ ref('int_capped_identifiers') }}
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
    inner join people as from_people on edges.from_key = from_people.node_key
    inner join people as to_people on edges.to_key = to_people.node_key
    where edges.edge_role <> 'joins' and from_people.person_key = to_people.person_key
),

published as (
    select * from inside
    where
        from_key not in (select capped.node_key from capped)
        and to_key not in (select capped.node_key from capped)
)

select * from published
