-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with edges as (
    select * from {{ ref('int_identity_edges') }}
),

identifiers as (
    select * from {{ ref('int_linked_identifiers') }}
),

judged as (
    select
        edges.from_key,
        edges.to_key,
        case
            when edges.is_verified or (not from_identifiers.is_verified and not to_identifiers.is_verified) then 'joins'
            when from_identifiers.is_verified and to_identifiers.is_verified then 'never joins'
            when from_identifiers.is_verified then 'is followed'
            else 'follows'
        end as edge_role,
        edges.linked_at
    from edges
    inner join identifiers as from_identifiers on edges.from_key = from_identifiers.node_key
    inner join identifiers as to_identifiers on edges.to_key = to_identifiers.node_key
)

select * from judged
