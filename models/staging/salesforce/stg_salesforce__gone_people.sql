{{ config(enabled=intent.is_connector_on('salesforce')) }}

with people as (
    select * from {{ ref('stg_salesforce__people') }}
    where ended_at is not null
),

published as (
    select
        'salesforce' as source_name,
        'crm_id' as identifier_type,
        'salesforce:' || person_id as identifier_value,
        {{ intent.null_columns('contacts', [
            'email', 'full_name', 'job_title', 'seniority', 'department', 'country', 'account_key', 'account_name', 'industry',
            'employee_count', 'owner_id', 'is_opted_out',
        ]) }},
        ended_at as valid_from,
        record_type,
        master_record_id is null and is_gone as is_deleted,
        'salesforce:' || master_record_id as merged_into,
        case when master_record_id is null and not is_gone then 'salesforce:' || coalesce(converted_contact_id, 'unknown') end as converted_to
    from people
)

select * from published
