with companies as (
    select * from {{ source('hubspot', 'company') }}
),

published as (
    select
        'hubspot' as source_name,
        'hubspot:' || id as account_key,
        property_name as account_name,
        property_domain as domain,
        property_industry as industry,
        property_numberofemployees as employee_count,
        property_annualrevenue as annual_revenue,
        property_country as country,
        property_createdate as valid_from
    from companies
    where coalesce(is_deleted, false) = false
)

select * from published
