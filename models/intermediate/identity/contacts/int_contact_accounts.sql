with contacts as (
    select * from {{ ref('int_contacts') }}
),

accounts as (
    select * from {{ ref('int_accounts') }}
),

account_keys as (
    select * from {{ ref('int_account_keys') }}
),

-- The CRM's account first, then the company that owns the email domain.
joined as (
    select
        contacts.contact_id,
        coalesce(account_keys.account_id, accounts.account_id) as account_id
    from contacts
    left join account_keys on contacts.account_key = account_keys.account_key
    left join accounts on contacts.email_domain = accounts.domain
),

published as (
    select * from joined
    where account_id is not null
)

select * from published
