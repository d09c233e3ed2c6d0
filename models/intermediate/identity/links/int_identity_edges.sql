{{ intent.cached_by('int_identity_fingerprint') }}

with links as (
    select
        *,
        case from_type when 'crm_id' then 1 when 'email' then 2 else 3 end as from_strength_rank,
        case to_type when 'crm_id' then 1 when 'email' then 2 else 3 end as to_strength_rank,
        case when is_verified then 1 else 0 end as verified_number
    from {{ ref('int_identity_links') }}
    where
        reject_reason = ''
        and not is_unlinked
        and from_type <> 'anonymous_id'
        and to_type <> 'anonymous_id'
        and from_key <> to_key
),

both_ways as (
    select
        from_key,
        to_key,
        from_strength_rank,
        to_strength_rank,
        verified_number,
        linked_at
    from links
    union all
    select
        to_key as from_key,
        from_key as to_key,
        to_strength_rank as from_strength_rank,
        from_strength_rank as to_strength_rank,
        verified_number,
        linked_at
    from links
),

edges as (
    select
        from_key,
        to_key,
        min(from_strength_rank) as from_strength_rank,
        min(to_strength_rank) as to_strength_rank,
        max(verified_number) as verified_number,
        min(linked_at) as linked_at
    from both_ways
    group by from_key, to_key
),

-- A CRM's own id is a record of a contact, whoever links it; another identifier is verified by any verified link.
ends as (
    select
        *,
        from_strength_rank = 1 or max(verified_number) over (partition by from_key) = 1 as is_from_verified,
        to_strength_rank = 1 or max(verified_number) over (partition by to_key) = 1 as is_to_verified
    from edges
),

published as (
    select
        from_key,
        to_key,
        case
            when verified_number = 1 or (not is_from_verified and not is_to_verified) then 'joins'
            when is_from_verified and is_to_verified then 'never joins'
            when is_from_verified then 'is followed'
            else 'follows'
        end as edge_role,
        from_strength_rank,
        is_from_verified,
        linked_at
    from ends
)

select * from published
