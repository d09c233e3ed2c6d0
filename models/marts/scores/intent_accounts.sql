with accounts as (
    select * from {{ ref('int_accounts') }}
),

deals as (
    select * from {{ ref('int_account_deals') }}
),

published as (
    select
        accounts.account_id,
        accounts.account_name,
        accounts.domain,
        accounts.industry,
        accounts.country,
        accounts.employee_count,
        cast(accounts.annual_revenue as decimal(18, 2)) as annual_revenue_usd,
        cast(coalesce(deals.n_open_deals, 0) as bigint) as n_open_deals,
        cast(coalesce(deals.n_won_deals, 0) as bigint) as n_won_deals,
        cast(coalesce(deals.open_amount, 0) as decimal(18, 2)) as open_amount_usd
    from accounts
    left join deals on accounts.account_id = deals.account_id
)

select * from published
