{{ config(enabled=intent.is_connector_on('hubspot')) }}

with companies as (
    {{ intent.source_table(
        source('hubspot', 'company'),
        required={'id': 'string'},
        optional={
            'property_name': 'string',
            'property_domain': 'string',
            'property_industry': 'string',
            'property_numberofemployees': 'bigint',
            'property_annualrevenue': 'decimal(18, 2)',
            'property_country': 'string',
            'property_createdate': 'timestamp',
            'property_hs_ideal_customer_profile': 'string',
            'property_hs_is_target_account': 'boolean',
            'property_web_technologies': 'string',
        },
        is_optional_table=true
    ) }}
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
        coalesce(property_createdate, timestamp '1970-01-01 00:00:00') as valid_from,
        coalesce(property_hs_ideal_customer_profile, case when property_hs_is_target_account then 'target_account' end) as account_tier,
        property_web_technologies as technologies,
        {{ intent.null_columns('accounts', ['company_events']) }}
    from companies
)

select * from published
