{{ intent.cached_by('int_identity_fingerprint') }}

with identifiers as (
    select * from {{ ref('int_identifiers') }}
    where identifier_type <> 'anonymous_id'
),

members as (
    select * from {{ ref('int_contact_members') }}
),

starts as (
    select * from {{ ref('int_membership_starts') }}
),

-- An identifier without links is a contact of its own, from the first moment it was seen.
owners as (
    select
        identifiers.identifier_key,
        coalesce(members.contact_id, identifiers.identifier_key) as contact_id,
        identifiers.identifier_type,
        identifiers.identifier_value,
        coalesce(starts.joined_at, identifiers.first_seen_at) as linked_at
    from identifiers
    left join members on identifiers.identifier_key = members.identifier_key
    left join starts on identifiers.identifier_key = starts.identifier_key
)

select * from owners
