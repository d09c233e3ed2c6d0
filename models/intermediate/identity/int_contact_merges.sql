{{ intent.cached_by('int_identity_fingerprint') }}

with names as (
    select * from {{ ref('int_contact_id_history') }}
),

own_names as (
    select * from {{ ref('int_contact_id_candidates') }}
),

owners as (
    select * from {{ ref('int_hard_identifier_owners') }}
),

splits as (
    select * from {{ ref('int_contact_splits') }}
),

-- A contact is gone once a better name than its own reached the identifier it was named by.
lost_names as (
    select
        own_names.identifier_key,
        min(case when names.candidate_rank = own_names.candidate_rank then names.candidate_since end) as own_candidate_since,
        min(case when names.candidate_rank < own_names.candidate_rank then names.candidate_since end) as recandidate_since
    from own_names
    inner join names on own_names.identifier_key = names.identifier_key
    group by own_names.identifier_key
),

changes as (
    select
        lost_names.identifier_key as contact_id,
        owners.contact_id as other_contact_id,
        'merged into' as change,
        cast(lost_names.recandidate_since as date) as changed_date
    from lost_names
    inner join owners on lost_names.identifier_key = owners.identifier_key
    where lost_names.own_candidate_since is not null and lost_names.recandidate_since is not null
    union
    select
        contact_id,
        other_contact_id,
        'merged into' as change,
        merged_date as changed_date
    from splits
    union
    select
        contact_id,
        other_contact_id,
        'split from' as change,
        split_date as changed_date
    from splits
)

select * from changes
