with changes as (
    select * from {{ ref('int_contact_merges') }}
),

suppressed as (
    select * from {{ ref('int_suppressed_contacts') }}
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
