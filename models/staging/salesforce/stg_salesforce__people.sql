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
        'lead' as record_type,
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
        has_become_a_contact,
        converted_contact_id,
        is_gone,
        created_date,
        coalesce(last_modified_date, created_date) as changed_at,
        converted_date
    from leads
),

contact_people as (
    select
        contacts.id as person_id,
        'contact' as record_type,
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
        false as has_become_a_contact,
        cast(null as {{ intent.string_type() }}) as converted_contact_id,
        contacts.is_gone,
        contacts.created_date,
        coalesce(contacts.last_modified_date, contacts.created_date) as changed_at,
        cast(null as timestamp) as converted_date
    from contacts
    left join accounts on contacts.account_id = accounts.id
),

people as (
    select * from lead_people
    union all
    select * from contact_people
),

-- A merged record is deleted by that; a converted lead can be read but not written to.
published as (
    select
        *,
        case
            when master_record_id is not null or is_gone then changed_at
            when not has_become_a_contact then null
            when converted_date > created_date then converted_date
            else created_date
        end as ended_at
    from people
)

select * from published
