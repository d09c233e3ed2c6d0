with contacts as (
    select * from {{ ref('int_contacts') }}
),

contact_accounts as (
    select * from {{ ref('int_contact_accounts') }}
),

accounts as (
    select * from {{ ref('int_accounts') }}
),

lifecycles as (
    select * from {{ ref('int_current_contact_lifecycles') }}
),

exclusions as (
    select
        periods.contact_id,
        periods.reason
    from {{ ref('int_excluded_periods') }} as periods
    inner join {{ ref('int_latest_as_of_date') }} as latest on latest.as_of_date between periods.from_date and periods.last_date
),

published as (
    select
        contacts.contact_id,
        contact_accounts.account_id,
        contacts.crm_id,
        contacts.email,
        contacts.full_name,
        contacts.job_title,
        contacts.department,
        contacts.country,
        coalesce(accounts.account_name, contacts.account_name) as account_name,
        contacts.industry,
        contacts.owner_id,
        coalesce(lifecycles.lifecycle, 'prospect') as lifecycle,
        exclusions.reason as exclusion_reason,
        contacts.employee_count,
        contacts.n_identifiers,
        contacts.n_devices,
        contacts.is_opted_out,
        contacts.is_gone,
        lifecycles.contact_id is not null as is_closed,
        contacts.first_known_date,
        lifecycles.closed_date
    from contacts
    left join contact_accounts on contacts.contact_id = contact_accounts.contact_id
    left join accounts on contact_accounts.account_id = accounts.account_id
    left join lifecycles on contacts.contact_id = lifecycles.contact_id
    left join exclusions on contacts.contact_id = exclusions.contact_id
)

select * from published
