-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with identifiers as (
    select * from {{ ref('int_linked_identifiers') }}
),

components as (
    select * from {{ ref('int_identity_components') }}
),

edges as (
    select * from {{ ref('int_judged_edges') }}
    where edge_role = 'follows'
),

-- Claimed identifiers follow one verified person and join no two: the first claim wins.
claims as (
    select
        followers.parent_key as component_key,
        leaders.parent_key as person_key,
        row_number() over (
            partition by followers.parent_key
            order by edges.linked_at, edges.to_key, edges.from_key
        ) as claim_rank
    from edges
    inner join components as followers on edges.from_key = followers.node_key
    inner join components as leaders on edges.to_key = leaders.node_key
),

people as (
    select
        components.node_key,
        coalesce(claims.person_key, components.parent_key) as person_key,
        identifiers.strength_rank,
        identifiers.n_edges,
        identifiers.is_verified,
        identifiers.first_linked_at
    from components
    inner join identifiers on components.node_key = identifiers.node_key
    left join claims on components.parent_key = claims.component_key and claims.claim_rank = 1
)

select * from people
