with deals as (
    select * from {{ ref('int_delivered_deals') }}
    where reject_reason = '' and not is_copy
),

account_keys as (
    select * from {{ ref('int_account_keys') }}
),

-- A deal lists each of its people once; its amount belongs to the account once.
published as (
    select distinct
        deals.source_name,
        deals.deal_id,
        account_keys.account_id,
        deals.amount,
        deals.currency,
        deals.home_amount,
        deals.stage,
        deals.is_open,
        deals.is_won,
        deals.created_at,
        deals.closed_at
    from deals
    inner join account_keys on deals.account_key = account_keys.account_key
)

select * from published
