{{ config(enabled=intent.is_connector_on('segment')) }}

with people as (
    select * from {{ ref('stg_segment__people') }}
    where user_id is not null
),

memberships as (
    select * from {{ ref('stg_segment__groups') }}
    where user_id is not null
),

versions as (
    select
        user_id,
        email,
        full_name,
        job_title,
        department,
        country,
        {{ intent.null_columns('contacts', ['account_key']) }},
        account_name,
        industry,
        {{ intent.null_columns('contacts', ['employee_count']) }},
        received_at
    from people
    union all
    select
        user_id,
        {{ intent.null_columns('contacts', ['email', 'full_name', 'job_title', 'department', 'country']) }},
        account_key,
        account_name,
        industry,
        employee_count,
        received_at
    from memberships
),

contacts as (
    select
        'segment' as source_name,
        'user_id' as identifier_type,
        user_id as identifier_value,
        email,
        full_name,
        job_title,
        {{ intent.null_columns('contacts', ['seniority']) }},
        department,
        country,
        account_key,
        account_name,
        industry,
        employee_count,
        {{ intent.null_columns('contacts', ['owner_id', 'is_opted_out']) }},
        received_at as valid_from,
        {{ intent.null_columns('contacts', ['record_type', 'is_deleted', 'merged_into', 'converted_to']) }}
    from versions
)

select * from contacts
