{{ config(enabled=intent.is_connector_on('marketo')) }}

{% set attributes = ['email', 'job_title', 'account_name', 'country', 'industry', 'employee_count', 'is_opted_out'] %}

with leads as (
    select * from {{ ref('stg_marketo__leads') }}
    where not is_deleted
),

attribute_versions as (
    select * from {{ ref('stg_marketo__attribute_versions') }}
),

moments as (
    select
        lead_id,
        created_at as valid_from
    from leads
    union
    select
        lead_id,
        valid_from
    from attribute_versions
),

versions as (
    select
        {%- for attribute in attributes %}
        max(case when attribute_versions.attribute_name = '{{ attribute }}' then attribute_versions.attribute_value end) as {{ attribute }},
        {%- endfor %}
        leads.lead_id,
        leads.full_name,
        moments.valid_from
    from leads
    inner join moments on leads.lead_id = moments.lead_id
    left join attribute_versions
        on moments.lead_id = attribute_versions.lead_id and moments.valid_from = attribute_versions.valid_from
    group by leads.lead_id, leads.full_name, moments.valid_from
),

contacts as (
    select
        'marketo' as source_name,
        'crm_id' as identifier_type,
        'marketo:' || lead_id as identifier_value,
        email,
        full_name,
        job_title,
        {{ intent.null_columns('contacts', ['seniority', 'department']) }},
        country,
        {{ intent.null_columns('contacts', ['account_key']) }},
        account_name,
        industry,
        {{ intent.try_cast('employee_count', 'bigint', '^([0-9]{1,15})$') }} as employee_count,
        {{ intent.null_columns('contacts', ['owner_id']) }},
        case when lower(is_opted_out) in ('true', '1', 'yes') then true when is_opted_out is not null then false end as is_opted_out,
        valid_from,
        'lead' as record_type,
        {{ intent.null_columns('contacts', ['is_deleted', 'merged_into', 'converted_to']) }}
    from versions
)

select * from contacts
