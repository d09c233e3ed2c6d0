{{ config(enabled=intent.is_connector_on('segment')) }}

with identifies as (
    select * from {{ source('segment', 'identifies') }}
),

contacts as (
    select
        'segment' as source_name,
        'user_id' as identifier_type,
        user_id as identifier_value,
        email,
        nullif(trim(both ' ' from coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '') as full_name,
        cast(null as {{ intent.text_type() }}) as job_title,
        cast(null as {{ intent.text_type() }}) as seniority,
        cast(null as {{ intent.text_type() }}) as department,
        cast(null as {{ intent.text_type() }}) as country,
        cast(null as {{ intent.text_type() }}) as account_key,
        cast(null as {{ intent.text_type() }}) as account_name,
        cast(null as {{ intent.text_type() }}) as industry,
        cast(null as bigint) as employee_count,
        cast(null as {{ intent.text_type() }}) as owner_id,
        cast(null as boolean) as is_opted_out,
        received_at as valid_from
    from identifies
    where user_id is not null
)

select * from contacts
