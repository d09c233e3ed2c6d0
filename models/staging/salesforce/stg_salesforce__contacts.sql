{{ config(enabled=intent.is_connector_on('salesforce')) }}

with people as (
    select * from {{ ref('stg_salesforce__people') }}
),

published as (
    select
        'salesforce' as source_name,
        'crm_id' as identifier_type,
        'salesforce:' || person_id as identifier_value,
        email,
        full_name,
        job_title,
        cast(null as {{ intent.text_type() }}) as seniority,
        department,
        country,
        'salesforce:' || account_id as account_key,
        account_name,
        industry,
        employee_count,
        owner_id,
        is_opted_out,
        created_date as valid_from
    from people
    where master_record_id is null
)

select * from published
