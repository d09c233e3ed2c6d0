-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with people as (
    select * from {{ ref('int_linked_people') }}
),

crowded as (
    select * from {{ ref('int_crowded_components') }}
),

published as (
    select
        people.node_key,
        coalesce(crowded.parent_key, people.person_key) as component_key
    from people
    left join crowded on people.node_key = crowded.node_key
)

select * from published
