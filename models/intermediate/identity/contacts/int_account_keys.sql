with accounts as (
    select * from {{ ref('int_delivered_accounts') }}
    where reject_reason = ''
),

-- The latest version of an account decides which company it is; of equally late ones, the first by source and content.
ranked as (
    select
        *,
        row_number() over (
            partition by account_key
            order by
                valid_from desc nulls last, source_name, domain nulls last, account_name nulls last,
                industry nulls last, employee_count nulls last, annual_revenue nulls last, country nulls last
        ) as recency_rank
    from accounts
),

latest as (
    select
        *,
        coalesce(nullif(lower(trim(both ' ' from domain)), ''), account_key) as company_key
    from ranked
    where recency_rank = 1
),

published as (
    select
        account_key,
        {{ intent.stable_key("'account:' || company_key") }} as account_id,
        company_key,
        source_name,
        account_name,
        domain,
        industry,
        employee_count,
        annual_revenue,
        country,
        valid_from
    from latest
)

select * from published
