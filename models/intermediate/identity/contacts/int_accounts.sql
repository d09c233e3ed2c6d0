with account_keys as (
    select * from {{ ref('int_account_keys') }}
),

-- Accounts of several systems with one domain are one company; the latest of them describes it.
ranked as (
    select
        *,
        max(domain) over (partition by account_id) as account_domain,
        row_number() over (
            partition by account_id
            order by valid_from desc nulls last, source_name nulls last, account_key
        ) as recency_rank
    from account_keys
),

published as (
    select
        account_id,
        company_key,
        account_name,
        account_domain as domain,
        industry,
        employee_count,
        annual_revenue,
        country
    from ranked
    where recency_rank = 1
)

select * from published
