-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
-- depends_on: {{ ref('int_identity_join_starts') }}
{{ config(materialized='fixpoint', meta={'inputs': 'int_identity_inputs', 'start_from': 'int_identity_join_starts', 'max_rounds': 20000}) }}

with joined as (
    select * from {{ intent.previous_round() }}
),

edges as (
    select * from {{ ref('int_person_edges') }}
),

-- An identifier is known to be the person's once a chain of links leads to the core; the latest link of the chain decides.
reached as (
    select
        identifier_key,
        joined_at
    from joined
    union all
    select
        edges.to_key as identifier_key,
        greatest(joined.joined_at, edges.linked_at) as joined_at
    from joined
    inner join edges on joined.identifier_key = edges.from_key
),

next_round as (
    select
        identifier_key,
        min(joined_at) as joined_at
    from reached
    group by identifier_key
)

select * from next_round
