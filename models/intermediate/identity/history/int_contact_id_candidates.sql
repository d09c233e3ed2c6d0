{{ intent.cached_by('int_identity_fingerprint') }}

with identifiers as (
    select * from {{ ref('int_identifiers') }}
),

owners as (
    select * from {{ ref('int_hard_identifier_owners') }}
),

members as (
    select * from {{ ref('int_contact_members') }}
),

-- Elsewhere every identifier was its person's from its first day on, so no contact had another id before.
renamed as (
    select owners.contact_id
    from owners
    inner join identifiers on owners.identifier_key = identifiers.identifier_key
    where owners.linked_at > identifiers.first_seen_at
    union
    select contact_id
    from members
    where core_key <> contact_id
),

candidates as (
    select
        owners.identifier_key,
        cast(row_number() over (
            partition by owners.contact_id
            order by identifiers.strength_rank, identifiers.first_seen_at, identifiers.identifier_key
        ) as bigint) as candidate_rank,
        identifiers.first_seen_at as candidate_since
    from renamed
    inner join owners on renamed.contact_id = owners.contact_id
    inner join identifiers on owners.identifier_key = identifiers.identifier_key
)

select * from candidates
