{{ config(materialized='view') }}

with contacts as (
    select * from {{ ref('int_contacts') }}
),

-- All that scores read of a contact: another name or title changes nothing here.
known as (
    select
        contact_id,
        first_known_date
    from contacts
)

select * from known
