{{ config(enabled=intent.is_connector_on('salesforce')) }}

with accounts as (
    select * from {{ source('salesforce', 'account') }}
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
        created_date as valid_from
    from accounts
    where coalesce(is_deleted, false) = false
)

select * from published
