with contacts as (
    select * from {{ ref('int_contacts') }}
),

contact_accounts as (
    select * from {{ ref('int_contact_accounts') }}
),

closures as (
    select * from {{ ref('int_contact_closures') }}
),

feedback as (
    select * from {{ ref('int_contact_feedback') }}
),

published as (
    select
        contacts.contact_id,
        contact_accounts.account_id,
        contacts.crm_id,
        contacts.email,
        contacts.full_name,
        contacts.job_title,
        contacts.seniority,
        contacts.department,
        contacts.country,
        contacts.account_name,
        contacts.industry,
        contacts.owner_id,
        feedback.disposition as latest_disposition,
        contacts.employee_count,
        contacts.n_identifiers,
        contacts.n_devices,
        contacts.is_opted_out,
        contacts.is_gone,
        closures.contact_id is not null as is_closed,
        contacts.first_known_date,
        closures.closed_date
    from contacts
    left join contact_accounts on contacts.contact_id = contact_accounts.contact_id
    left join closures on contacts.contact_id = closures.contact_id
    left join feedback on contacts.contact_id = feedback.contact_id
)

select * from published
