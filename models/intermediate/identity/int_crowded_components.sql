-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
-- depends_on: {{ ref('int_crowded_nodes') }}
{{ config(materialized='fixpoint', meta={'inputs': 'int_identity_inputs', 'start_from': 'int_crowded_nodes', 'falling': 'parent_key'}) }}

with parents as (
    select * from {{ intent.previous_round() }}
),

edges as (
    select * from {{ ref('int_person_edges') }}
),

next_round as (
    {{ intent.next_parents('parents', 'edges') }}
)

select * from next_round
