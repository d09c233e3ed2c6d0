{{ config(enabled=intent.is_connector_on('salesforce')) }}

with leads as (
    select * from {{ source('salesforce', 'lead') }}
),

contacts as (
    select * from {{ source('salesforce', 'contact') }}
),

accounts as (
    select * from {{ source('salesforce', 'account') }}
),

lead_people as (
    select
        id as person_id,
        email,
        name as full_name,
        title as job_title,
        cast(null as {{ intent.text_type() }}) as department,
        country,
        converted_account_id as account_id,
        company as account_name,
        industry,
        number_of_employees as employee_count,
        owner_id,
        has_opted_out_of_email as is_opted_out,
        master_record_id,
        created_date
    from leads
    where coalesce(is_deleted, false) = false or master_record_id is not null
),

contact_people as (
    select
        contacts.id as person_id,
        contacts.email,
        contacts.name as full_name,
        contacts.title as job_title,
        contacts.department,
        accounts.billing_country as country,
        contacts.account_id,
        accounts.name as account_name,
        accounts.industry,
        accounts.number_of_employees as employee_count,
        contacts.owner_id,
        contacts.has_opted_out_of_email as is_opted_out,
        contacts.master_record_id,
        contacts.created_date
    from contacts
    left join accounts on contacts.account_id = accounts.id
    where coalesce(contacts.is_deleted, false) = false or contacts.master_record_id is not null
),

people as (
    select * from lead_people
    union all
    select * from contact_people
)

select * from people
