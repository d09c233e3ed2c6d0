{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    select * from {{ source('hubspot', 'contact') }}
),

merged as (
    select * from {{ ref('stg_hubspot__merged_contacts') }}
),

links as (
    select
        'hubspot:' || id as from_value,
        'email' as to_type,
        property_email as to_value,
        property_createdate as linked_at
    from contacts
    where property_email is not null
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
