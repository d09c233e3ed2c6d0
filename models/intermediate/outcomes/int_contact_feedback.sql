with notes as (
    select * from {{ ref('int_contact_notes') }}
),

latest as (
    select
        contact_id,
        disposition,
        reason,
        noted_at
    from notes
    where next_noted_date is null
)

select * from latest
