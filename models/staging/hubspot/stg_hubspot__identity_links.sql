{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    select * from {{ ref('stg_hubspot__contact_records') }}
),

changes as (
    select * from {{ ref('stg_hubspot__property_changes') }}
    where property_name = 'email' and value is not null
),

merged as (
    select * from {{ ref('stg_hubspot__merged_contacts') }}
),

positions as (
    select number as position from {{ ref('stg_intent__whole_numbers') }}
    where number between 1 and 100
),

changed as (
    select distinct contact_id from changes
),

-- Today's email was there from the beginning only where no history says otherwise.
links as (
    select
        'hubspot:' || contacts.id as from_value,
        'email' as to_type,
        contacts.property_email as to_value,
        contacts.property_createdate as linked_at
    from contacts
    left join changed on contacts.id = changed.contact_id
    where contacts.property_email is not null and changed.contact_id is null
    union all
    select
        'hubspot:' || contacts.id as from_value,
        'email' as to_type,
        {{ intent.split_item('contacts.property_hs_additional_emails', ';', 'positions.position') }} as to_value,
        contacts.property_createdate as linked_at
    from contacts
    inner join positions
        on positions.position <= 1
            + length(contacts.property_hs_additional_emails)
            - length(replace(contacts.property_hs_additional_emails, ';', ''))
    union all
    select
        'hubspot:' || contact_id as from_value,
        'email' as to_type,
        value as to_value,
        changed_at as linked_at
    from changes
    union all
    select
        'hubspot:' || merged_contact_id as from_value,
        'crm_id' as to_type,
        'hubspot:' || contact_id as to_value,
        linked_at
    from merged
),

identity_links as (
    select
        'hubspot' as source_name,
        'crm_id' as from_type,
        from_value,
        to_type,
        to_value,
        linked_at
    from links
)

select * from identity_links
