-- Days between two dates of the grid are there for a few days only, so no history of accounts rests on them.
with as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
    where as_of_date = grid_date or is_current
),

trait_periods as (
    select * from {{ ref('int_contact_trait_periods') }}
),

lifecycles as (
    select * from {{ ref('int_contact_lifecycles') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

known_accounts as (
    select
        account_id,
        min(from_date) as first_known_date
    from {{ ref('int_account_trait_periods') }}
    where from_date > date '1900-01-01'
    group by account_id
),

-- Today people are with the account that intent_contacts shows; before, with the one known of them on the date, once it was known itself.
memberships as (
    select
        as_of_dates.as_of_date,
        contact_accounts.contact_id,
        contact_accounts.account_id
    from as_of_dates
    cross join {{ ref('int_contact_accounts') }} as contact_accounts
    where as_of_dates.is_current
    union all
    select
        as_of_dates.as_of_date,
        trait_periods.contact_id,
        trait_periods.account_id
    from as_of_dates
    inner join trait_periods on as_of_dates.as_of_date between trait_periods.from_date and trait_periods.last_date
    inner join known_accounts
        on trait_periods.account_id = known_accounts.account_id and as_of_dates.as_of_date >= known_accounts.first_known_date
    where not as_of_dates.is_current
),

published as (
    select
        memberships.as_of_date,
        memberships.contact_id,
        memberships.account_id,
        coalesce(lifecycles.lifecycle, 'prospect') as lifecycle,
        {{ intent.consent_of('contacts') }} as consent,
        contacts.first_known_date
    from memberships
    inner join contacts on memberships.contact_id = contacts.contact_id
    left join lifecycles
        on
            memberships.contact_id = lifecycles.contact_id
            and memberships.as_of_date between lifecycles.from_date and lifecycles.last_date
)

select * from published
