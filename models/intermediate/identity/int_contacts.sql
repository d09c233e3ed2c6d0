-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with contact_keys as (
    select * from {{ ref('int_contact_keys') }}
),

attributes as (
    select * from {{ ref('int_contact_attributes') }}
),

suppressed as (
    select * from {{ ref('int_suppressed_contacts') }}
),

contacts as (
    select
        contact_keys.contact_id,
        contact_keys.crm_id,
        contact_keys.email,
        {{ intent.split_item('contact_keys.email', '@', 2) }} as email_domain,
        attributes.full_name,
        attributes.job_title,
        attributes.seniority,
        attributes.department,
        attributes.country,
        attributes.account_key,
        attributes.account_name,
        attributes.industry,
        cast(attributes.employee_count as bigint) as employee_count,
        attributes.owner_id,
        contact_keys.n_identifiers,
        contact_keys.n_devices,
        coalesce(attributes.is_opted_out, 'false') = 'true' as is_opted_out,
        contact_keys.first_known_date
    from contact_keys
    left join attributes on contact_keys.contact_id = attributes.contact_id
    left join suppressed on contact_keys.contact_id = suppressed.contact_id
    where suppressed.contact_id is null
)

select * from contacts
