with accounts as (
    select * from {{ ref('int_accounts') }}
),

deals as (
    select * from {{ ref('int_deals') }}
),

lifecycles as (
    select * from {{ ref('int_account_lifecycles') }}
),

-- A source that names no currency has one of its own, which need not be another source's.
counted_deals as (
    select
        account_id,
        sum(case when is_open then 1 else 0 end) as n_open_deals,
        count(distinct case when is_open then source_name end) as n_sources,
        count(distinct case when is_open and amount is not null then coalesce(currency, 'of ' || source_name) end) as n_currencies,
        max(case when is_open and amount is not null then currency end) as currency,
        sum(case when is_open then amount end) as amount,
        sum(case when is_open then home_amount end) as home_amount,
        sum(case when is_open and amount is not null and home_amount is null then 1 else 0 end) as n_unconverted_deals
    from deals
    group by account_id
),

account_deals as (
    select
        account_id,
        case
            when n_open_deals = 0 then 0
            when n_sources = 1 and n_unconverted_deals = 0 then home_amount
            when n_currencies = 1 then amount
        end as open_amount,
        case
            when n_currencies = 0 then null
            when n_sources = 1 and n_unconverted_deals = 0 then 'home'
            when n_currencies = 1 then coalesce(currency, 'unknown')
            else 'mixed'
        end as open_amount_currency
    from counted_deals
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
        cast(accounts.annual_revenue as decimal(18, 2)) as annual_revenue,
        lifecycles.n_open_deals,
        lifecycles.n_won_deals,
        lifecycles.n_lost_deals,
        cast(
            case
                when account_deals.account_id is null then 0
                when account_deals.open_amount between -9999999999999999 and 9999999999999999 then account_deals.open_amount
            end as decimal(18, 2)
        ) as open_amount,
        cast(account_deals.open_amount_currency as {{ intent.string_type() }}) as open_amount_currency
    from accounts
    inner join lifecycles on accounts.account_id = lifecycles.account_id
    left join account_deals on accounts.account_id = account_deals.account_id
)

select * from published
