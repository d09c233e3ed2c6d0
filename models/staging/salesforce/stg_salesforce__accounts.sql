{{ config(enabled=intent.is_connector_on('salesforce')) }}

with accounts as (
    select * from {{ ref('stg_salesforce__account_records') }}
    where not is_gone
),

published as (
    select
        'salesforce' as source_name,
        'salesforce:' || id as account_key,
        name as account_name,
        {{ intent.url_host('website') }} as domain,
        industry,
        number_of_employees as employee_count,
        annual_revenue,
        billing_country as country,
        coalesce(created_date, timestamp '1970-01-01 00:00:00') as valid_from,
        rating as account_tier,
        {{ intent.null_columns('accounts', ['technologies', 'company_events']) }}
    from accounts
)

select * from published
