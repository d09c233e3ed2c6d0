{{ config(enabled=intent.is_connector_on('salesforce')) }}

{% set columns = {
    'email': 'string',
    'name': 'string',
    'title': 'string',
    'owner_id': 'string',
    'has_opted_out_of_email': 'boolean',
    'industry': 'string',
    'number_of_employees': 'bigint',
    'company': 'string',
    'country or mailing_country': 'string',
    'department': 'string',
    'account_id': 'string',
} %}

with lead_versions as (
    {{ intent.source_table(
        source('salesforce_history', 'lead'),
        required={'id': 'string', '_fivetran_start': 'timestamp'},
        optional=columns,
        is_optional_table=true
    ) }}
),

contact_versions as (
    {{ intent.source_table(
        source('salesforce_history', 'contact'),
        required={'id': 'string', '_fivetran_start': 'timestamp'},
        optional=columns,
        is_optional_table=true
    ) }}
),

versions as (
    select * from lead_versions
    union all
    select * from contact_versions
),

companies as (
    select * from {{ ref('stg_salesforce__past_companies') }}
),

published as (
    select
        id as person_id,
        email,
        name as full_name,
        title as job_title,
        department,
        country,
        account_id,
        company as account_name,
        industry,
        number_of_employees as employee_count,
        owner_id,
        has_opted_out_of_email as is_opted_out,
        _fivetran_start as valid_from
    from versions
    union all
    select
        person_id,
        {{ intent.null_columns('contacts', ['email', 'full_name', 'job_title', 'department', 'country']) }},
        cast(null as {{ intent.string_type() }}) as account_id,
        account_name,
        industry,
        employee_count,
        {{ intent.null_columns('contacts', ['owner_id', 'is_opted_out']) }},
        valid_from
    from companies
)

select * from published
