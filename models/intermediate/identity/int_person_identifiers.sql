-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with identifiers as (
    select * from {{ ref('int_identifiers') }}
    where identifier_type <> 'anonymous_id'
),

people as (
    select * from {{ ref('int_identity_people') }}
),

cores as (
    select * from {{ ref('int_identity_cores') }}
),

join_times as (
    select * from {{ ref('int_identity_join_times') }}
),

owned as (
    select
        identifiers.identifier_key,
        coalesce(cores.contact_id, identifiers.identifier_key) as contact_id,
        identifiers.identifier_type,
        identifiers.identifier_value,
        coalesce(join_times.joined_at, identifiers.first_seen_at) as linked_at
    from identifiers
    left join people on identifiers.identifier_key = people.node_key
    left join cores on people.component_key = cores.component_key
    left join join_times on identifiers.identifier_key = join_times.identifier_key
)

select * from owned
