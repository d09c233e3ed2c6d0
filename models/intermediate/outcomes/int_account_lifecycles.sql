with deals as (
    select * from {{ ref('int_deals') }}
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

account_deals as (
    select
        account_id,
        sum(case when is_open then 1 else 0 end) as n_open_deals,
        sum(case when is_won then 1 else 0 end) as n_won_deals,
        sum(case when not is_open and not is_won then 1 else 0 end) as n_lost_deals
    from deals
    group by account_id
),

account_people as (
    select
        contact_accounts.account_id,
        count(*) as n_people,
        sum(case when lifecycles.lifecycle = 'customer' then 1 else 0 end) as n_customers,
        sum(case when lifecycles.lifecycle = 'disqualified' then 1 else 0 end) as n_disqualified
    from contact_accounts
    left join lifecycles on contact_accounts.contact_id = lifecycles.contact_id
    group by contact_accounts.account_id
),

-- One person buys for the account, one lost deal is the account's; ruled out is an account all of whose people are.
lifecycled as (
    select
        accounts.account_id,
        case
            when not {{ var('intent_conversions_repeat') | lower }} and (account_deals.n_won_deals > 0 or account_people.n_customers > 0)
                then 'customer'
            when account_deals.n_open_deals > 0 then 'prospect'
            when account_deals.n_lost_deals > 0 and account_deals.n_won_deals = 0 then 'lost'
            when account_people.n_disqualified = account_people.n_people then 'disqualified'
            else 'prospect'
        end as lifecycle,
        cast(coalesce(account_deals.n_open_deals, 0) as bigint) as n_open_deals,
        cast(coalesce(account_deals.n_won_deals, 0) as bigint) as n_won_deals,
        cast(coalesce(account_deals.n_lost_deals, 0) as bigint) as n_lost_deals
    from accounts
    left join account_deals on accounts.account_id = account_deals.account_id
    left join account_people on accounts.account_id = account_people.account_id
),

-- A customer with an open deal is spoken to as a prospect is.
published as (
    select
        account_id,
        lifecycle,
        case when n_open_deals > 0 then 'prospect' else lifecycle end as spoken_to_as,
        n_open_deals,
        n_won_deals,
        n_lost_deals
    from lifecycled
)

select * from published
