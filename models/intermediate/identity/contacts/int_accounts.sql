with accounts as (
    {{ intent.union_contract(var('intent_account_models'), 'accounts') }}
),

keyed as (
    select
        *,
        coalesce(nullif(lower(trim(both ' ' from domain)), ''), account_key) as company_key
    from accounts
    where account_key is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by company_key
            order by valid_from desc, source_name, account_key
        ) as recency_rank
    from keyed
),

published as (
    select
        {{ intent.stable_key("'account:' || company_key") }} as account_id,
        company_key,
        account_name,
        domain,
        industry,
        employee_count,
        annual_revenue,
        country
    from ranked
    where recency_rank = 1
)

select * from published
