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
        verified_number,
        linked_at
    from links
    union all
    select
        to_key as from_key,
        from_key as to_key,
        to_strength_rank as from_strength_rank,
        verified_number,
        linked_at
    from links
),

edges as (
    select
        from_key,
        to_key,
        min(from_strength_rank) as from_strength_rank,
        max(verified_number) = 1 as is_verified,
        min(linked_at) as linked_at
    from both_ways
    group by from_key, to_key
)

select * from edges
