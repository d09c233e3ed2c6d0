{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    select * from {{ source('hubspot', 'contact') }}
),

published as (
    select
        'hubspot' as source_name,
        'crm_id' as identifier_type,
        'hubspot:' || id as identifier_value,
        property_email as email,
        nullif(trim(both ' ' from coalesce(property_firstname, '') || ' ' || coalesce(property_lastname, '')), '') as full_name,
        property_jobtitle as job_title,
        cast(null as {{ intent.text_type() }}) as seniority,
        cast(null as {{ intent.text_type() }}) as department,
        property_country as country,
        'hubspot:' || property_associatedcompanyid as account_key,
        property_company as account_name,
        property_industry as industry,
        cast(null as bigint) as employee_count,
        property_hubspot_owner_id as owner_id,
        property_hs_email_optout as is_opted_out,
        property_createdate as valid_from
    from contacts
    where coalesce(_fivetran_deleted, false) = false
)

select * from published
