with accounts as (
    select * from {{ ref('int_accounts') }}
),

deals as (
    select * from {{ ref('int_deals') }}
),

lifecycles as (
    select * from {{ ref('int_account_lifecycles') }}
),

account_deals as (
    select
        account_id,
        sum(case when is_open then coalesce(amount, 0) else 0 end) as open_amount
    from deals
    group by account_id
),

published as (
    select
        accounts.account_id,
        accounts.account_name,
        accounts.domain,
        accounts.industry,
        accounts.country,
        lifecycles.lifecycle,
        accounts.employee_count,
        cast(accounts.annual_revenue as decimal(18, 2)) as annual_revenue_usd,
        lifecycles.n_open_deals,
        lifecycles.n_won_deals,
        lifecycles.n_lost_deals,
        cast(coalesce(account_deals.open_amount, 0) as decimal(18, 2)) as open_amount_usd
    from accounts
    inner join lifecycles on accounts.account_id = lifecycles.account_id
    left join account_deals on accounts.account_id = account_deals.account_id
)

select * from published
