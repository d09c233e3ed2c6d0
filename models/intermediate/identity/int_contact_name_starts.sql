-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with identifiers as (
    select * from {{ ref('int_identifiers') }}
),

owners as (
    select * from {{ ref('int_person_identifiers') }}
),

cores as (
    select * from {{ ref('int_identity_cores') }}
),

-- Elsewhere every identifier was its person's from its first day on, so nobody was ever somebody else.
renamed as (
    select owners.contact_id
    from owners
    inner join identifiers on owners.identifier_key = identifiers.identifier_key
    where owners.linked_at > identifiers.first_seen_at
    union
    select contact_id
    from cores
    where core_key <> contact_id
),

starts as (
    select
        owners.identifier_key,
        cast(row_number() over (
            partition by owners.contact_id
            order by identifiers.strength_rank, identifiers.first_seen_at, identifiers.identifier_key
        ) as bigint) as name_rank,
        identifiers.first_seen_at as named_at
    from renamed
    inner join owners on renamed.contact_id = owners.contact_id
    inner join identifiers on owners.identifier_key = identifiers.identifier_key
)

select * from starts
