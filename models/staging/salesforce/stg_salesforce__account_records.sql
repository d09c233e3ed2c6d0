{{ config(enabled=intent.is_connector_on('salesforce')) }}

with accounts as (
    {{ intent.source_table(
        source('salesforce', 'account'),
        required={'id': 'string'},
        optional={
            'name': 'string',
            'website': 'string',
            'industry': 'string',
            'number_of_employees': 'bigint',
            'annual_revenue': 'decimal(18, 2)',
            'billing_country': 'string',
            'created_date': 'timestamp',
            'rating': 'string',
            '_fivetran_active': 'boolean',
        },
        is_optional_table=true, with_deleted=true
    ) }}
),

published as (
    select
        *,
        is_deleted as is_gone
    from accounts
    where coalesce(_fivetran_active, true)
)

select * from published
