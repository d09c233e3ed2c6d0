{{ intent.cached_by('int_identity_fingerprint') }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with links as (
    select * from {{ ref('int_identity_links') }}
    where reject_reason = '' and is_unlinked
),

unlinks as (
    select * from {{ ref('stg_intent__unlinks') }}
),

owners as (
    select * from {{ ref('int_hard_identifier_owners') }}
),

identifiers as (
    select * from {{ ref('int_identifiers') }}
),

-- The two people at the ends of a link that was taken back, each end once as the contact.
ends as (
    select
        from_key as identifier_key,
        to_key as other_key,
        linked_at
    from links
    union all
    select
        to_key as identifier_key,
        from_key as other_key,
        linked_at
    from links
),

split_pairs as (
    select
        owners.contact_id,
        other_owners.contact_id as other_contact_id,
        {{ intent.business_date('ends.linked_at', time_zone) }} as merged_date,
        unlinks.unlinked_date as split_date
    from ends
    inner join unlinks
        on
            least(ends.identifier_key, ends.other_key) = unlinks.low_key
            and greatest(ends.identifier_key, ends.other_key) = unlinks.high_key
    inner join owners on ends.identifier_key = owners.identifier_key
    inner join owners as other_owners on ends.other_key = other_owners.identifier_key
),

-- The merged contact had the id of the stronger and older of the two: the other one was split off.
published as (
    select distinct
        split_pairs.contact_id,
        split_pairs.other_contact_id,
        split_pairs.merged_date,
        split_pairs.split_date
    from split_pairs
    inner join identifiers on split_pairs.contact_id = identifiers.identifier_key
    inner join identifiers as others on split_pairs.other_contact_id = others.identifier_key
    where
        others.strength_rank < identifiers.strength_rank
        or (others.strength_rank = identifiers.strength_rank and others.first_seen_at < identifiers.first_seen_at)
        or (
            others.strength_rank = identifiers.strength_rank
            and others.first_seen_at = identifiers.first_seen_at
            and others.identifier_key < identifiers.identifier_key
        )
)

select * from published
