with accounts as (
    {{ intent.union_contract(var('intent_account_models'), 'accounts') }}
),

timed as (
    select
        *,
        {{ intent.time_reject_reason('valid_from') }} as time_reject_reason
    from accounts
),

-- An account may not know since when it is one; 1970-01-01 says so too.
published as (
    select
        coalesce(source_name, '') as source_name,
        account_key,
        account_name,
        domain,
        industry,
        employee_count,
        annual_revenue,
        country,
        account_tier,
        technologies,
        company_events,
        valid_from,
        case
            when {{ intent.is_null_like('account_key') }} then 'missing account key'
            when valid_from is null or valid_from = timestamp '1970-01-01 00:00:00' then ''
            else time_reject_reason
        end as reject_reason
    from timed
)

select * from published
