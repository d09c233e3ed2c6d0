{{ config(enabled=intent.is_connector_on('marketo')) }}

with leads as (
    select * from {{ ref('stg_marketo__leads') }}
    where is_deleted
),

merged as (
    select * from {{ ref('stg_marketo__merged_leads') }}
),

ends as (
    select
        merged_lead_id as lead_id,
        false as is_deleted,
        lead_id as winner_id,
        linked_at as ended_at
    from merged
    union all
    select
        leads.lead_id,
        true as is_deleted,
        cast(null as {{ intent.string_type() }}) as winner_id,
        leads.deleted_at as ended_at
    from leads
    left join merged on leads.lead_id = merged.merged_lead_id
    where merged.merged_lead_id is null
),

published as (
    select
        'marketo' as source_name,
        'crm_id' as identifier_type,
        'marketo:' || lead_id as identifier_value,
        {{ intent.null_columns('contacts', [
            'email', 'full_name', 'job_title', 'seniority', 'department', 'country', 'account_key', 'account_name', 'industry',
            'employee_count', 'owner_id', 'is_opted_out',
        ]) }},
        ended_at as valid_from,
        'lead' as record_type,
        is_deleted,
        'marketo:' || winner_id as merged_into,
        {{ intent.null_columns('contacts', ['converted_to']) }}
    from ends
)

select * from published
