{{ intent.cached_by_rows() }}

{%- set folds_plus = var('intent_fold_plus_addresses') -%}

with contacts as (
    {{ intent.union_contract(var('intent_contact_models'), 'contacts') }}
),

normalised as (
    select
        *,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', folds_plus) }} as normalised_value,
        {{ intent.normalised_email('email', folds_plus) }} as normalised_email,
        {{ intent.time_reject_reason('valid_from') }} as time_reject_reason
    from contacts
),

published as (
    select
        {{ intent.identifier_key('identifier_type', 'normalised_value') }} as identifier_key,
        identifier_type,
        normalised_value as identifier_value,
        coalesce(source_name, '') as source_name,
        normalised_email as email,
        {{ intent.identifier_key("'email'", 'normalised_email') }} as email_key,
        full_name,
        job_title,
        seniority,
        department,
        country,
        account_key,
        account_name,
        industry,
        cast(employee_count as {{ intent.string_type() }}) as employee_count,
        owner_id,
        case when is_opted_out then 'true' when not is_opted_out then 'false' end as is_opted_out,
        record_type,
        is_deleted,
        {{ intent.normalised_crm_id('merged_into') }} as merged_into,
        {{ intent.normalised_crm_id('converted_to') }} as converted_to,
        case
            when time_reject_reason <> '' then time_reject_reason
            else {{ intent.identity_reject_reason('identifier_type', 'normalised_value') }}
        end as reject_reason,
        valid_from
    from normalised
)

select * from published
