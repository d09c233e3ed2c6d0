{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with history as (
    select * from {{ ref('int_contact_id_history') }}
),

candidates as (
    select * from {{ ref('int_contact_id_candidates') }}
),

owners as (
    select * from {{ ref('int_hard_identifier_owners') }}
),

splits as (
    select * from {{ ref('int_contact_splits') }}
),

suppressed as (
    select * from {{ ref('int_suppressed_contacts') }}
),

-- A contact is gone once a better id than its own reached the identifier that gave it its id.
replaced_ids as (
    select
        candidates.identifier_key,
        min(case when history.candidate_rank = candidates.candidate_rank then history.candidate_since end) as own_since,
        min(case when history.candidate_rank < candidates.candidate_rank then history.candidate_since end) as replaced_at
    from candidates
    inner join history on candidates.identifier_key = history.identifier_key
    group by candidates.identifier_key
),

changes as (
    select
        replaced_ids.identifier_key as contact_id,
        owners.contact_id as other_contact_id,
        'merged into' as change,
        {{ intent.business_date('replaced_ids.replaced_at', time_zone) }} as changed_date
    from replaced_ids
    inner join owners on replaced_ids.identifier_key = owners.identifier_key
    where replaced_ids.own_since is not null and replaced_ids.replaced_at is not null
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
),

published as (
    select
        contact_id,
        other_contact_id,
        change,
        changed_date
    from changes
    where
        contact_id not in (select suppressed.contact_id from suppressed)
        and other_contact_id not in (select suppressed.contact_id from suppressed)
)

select * from published
