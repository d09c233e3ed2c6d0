-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with people as (
    select * from {{ ref('int_identity_people') }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

members as (
    select
        people.component_key,
        people.node_key as identifier_key,
        identifiers.first_seen_at,
        row_number() over (
            partition by people.component_key
            order by identifiers.first_seen_at, identifiers.strength_rank, identifiers.identifier_key
        ) as age_rank,
        row_number() over (
            partition by people.component_key
            order by identifiers.strength_rank, identifiers.first_seen_at, identifiers.identifier_key
        ) as strength_rank
    from people
    inner join identifiers on people.node_key = identifiers.identifier_key
),

cores as (
    select
        component_key,
        max(case when age_rank = 1 then identifier_key end) as core_key,
        max(case when strength_rank = 1 then identifier_key end) as contact_id,
        min(first_seen_at) as first_seen_at
    from members
    group by component_key
)

select * from cores
