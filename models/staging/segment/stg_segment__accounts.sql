{{ config(enabled=intent.is_connector_on('segment')) }}

with calls as (
    select * from {{ ref('stg_segment__groups') }}
),

accounts as (
    select
        'segment' as source_name,
        account_key,
        account_name,
        domain,
        industry,
        employee_count,
        annual_revenue,
        country,
        received_at as valid_from,
        {{ intent.null_columns('accounts', ['account_tier', 'technologies', 'company_events']) }}
    from calls
)

select * from accounts
