with names as (
    select * from {{ ref('int_contact_names') }}
),

own_names as (
    select * from {{ ref('int_contact_name_starts') }}
),

owners as (
    select * from {{ ref('int_person_identifiers') }}
),

splits as (
    select * from {{ ref('int_contact_splits') }}
),

suppressed as (
    select * from {{ ref('int_suppressed_contacts') }}
),

-- A contact is gone once a better name than its own reached the identifier it was named by.
lost_names as (
    select
        own_names.identifier_key,
        min(case when names.name_rank = own_names.name_rank then names.named_at end) as own_named_at,
        min(case when names.name_rank < own_names.name_rank then names.named_at end) as renamed_at
    from own_names
    inner join names on own_names.identifier_key = names.identifier_key
    group by own_names.identifier_key
),

changes as (
    select
        lost_names.identifier_key as contact_id,
        owners.contact_id as other_contact_id,
        'merged into' as change,
        cast(lost_names.renamed_at as date) as changed_date
    from lost_names
    inner join owners on lost_names.identifier_key = owners.identifier_key
    where lost_names.own_named_at is not null and lost_names.renamed_at is not null
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
