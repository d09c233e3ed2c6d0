{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    select * from {{ source('hubspot', 'contact') }}
),

positions as (
    select number as position from {{ ref('stg_intent__whole_numbers') }}
    where number between 1 and 100
),

-- property_hs_merged_object_ids holds the ids of the merged contacts, parted by semicolons.
merged as (
    select
        {{ intent.split_item('contacts.property_hs_merged_object_ids', ';', 'positions.position') }} as merged_contact_id,
        contacts.id as contact_id,
        contacts.property_createdate as linked_at
    from contacts
    inner join positions
        on positions.position <= 1
            + length(contacts.property_hs_merged_object_ids)
            - length(replace(contacts.property_hs_merged_object_ids, ';', ''))
    where contacts.property_hs_merged_object_ids is not null
),

published as (
    select
        trim(both ' ' from merged_contact_id) as merged_contact_id,
        contact_id,
        linked_at
    from merged
    where trim(both ' ' from merged_contact_id) <> ''
)

select * from published
