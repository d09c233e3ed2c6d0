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
        cast(null as {{ intent.text_type() }}) as account_key,
        account_name,
        industry,
        cast(null as bigint) as employee_count,
        received_at
    from people
    union all
    select
        user_id,
        cast(null as {{ intent.text_type() }}) as email,
        cast(null as {{ intent.text_type() }}) as full_name,
        cast(null as {{ intent.text_type() }}) as job_title,
        cast(null as {{ intent.text_type() }}) as department,
        cast(null as {{ intent.text_type() }}) as country,
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
        cast(null as {{ intent.text_type() }}) as seniority,
        department,
        country,
        account_key,
        account_name,
        industry,
        employee_count,
        cast(null as {{ intent.text_type() }}) as owner_id,
        cast(null as boolean) as is_opted_out,
        received_at as valid_from
    from versions
)

select * from contacts
