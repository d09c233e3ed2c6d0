{{ config(enabled=intent.is_connector_on('salesforce')) }}

with leads as (
    select * from {{ ref('stg_salesforce__lead_records') }}
),

contacts as (
    select * from {{ ref('stg_salesforce__contact_records') }}
),

accounts as (
    select * from {{ ref('stg_salesforce__account_records') }}
),

lead_people as (
    select
        id as person_id,
        email,
        coalesce(name, nullif(trim(both ' ' from coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '')) as full_name,
        title as job_title,
        {{ intent.null_columns('contacts', ['department']) }},
        country,
        converted_account_id as account_id,
        company as account_name,
        industry,
        number_of_employees as employee_count,
        owner_id,
        has_opted_out_of_email as is_opted_out,
        master_record_id,
        created_date,
        last_modified_date
    from leads
    where not is_gone or master_record_id is not null
),

contact_people as (
    select
        contacts.id as person_id,
        contacts.email,
        coalesce(
            contacts.name,
            nullif(trim(both ' ' from coalesce(contacts.first_name, '') || ' ' || coalesce(contacts.last_name, '')), '')
        ) as full_name,
        contacts.title as job_title,
        contacts.department,
        coalesce(contacts.mailing_country, accounts.billing_country) as country,
        contacts.account_id,
        accounts.name as account_name,
        accounts.industry,
        accounts.number_of_employees as employee_count,
        contacts.owner_id,
        contacts.has_opted_out_of_email as is_opted_out,
        contacts.master_record_id,
        contacts.created_date,
        contacts.last_modified_date
    from contacts
    left join accounts on contacts.account_id = accounts.id
    where not contacts.is_gone or contacts.master_record_id is not null
),

people as (
    select * from lead_people
    union all
    select * from contact_people
)

select * from people
