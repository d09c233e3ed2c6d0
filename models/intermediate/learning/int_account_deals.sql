with deals as (
    select * from {{ ref('int_deals') }}
),

accounts as (
    select
        account_id,
        sum(case when is_open then 1 else 0 end) as n_open_deals,
        sum(case when is_won then 1 else 0 end) as n_won_deals,
        cast(sum(case when is_open then coalesce(amount, 0) else 0 end) as decimal(18, 2)) as open_amount
    from deals
    group by account_id
)

select * from accounts
