with contacts as (
    {{ intent.union_contract(var('intent_contact_models'), 'contacts') }}
),

normalised as (
    select
        *,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', var('intent_fold_plus_addresses')) }} as normalised_value
    from contacts
    where valid_from is not null
),

published as (
    select
        {{ intent.identifier_key('identifier_type', 'normalised_value') }} as identifier_key,
        identifier_type,
        normalised_value as identifier_value,
        source_name,
        lower(trim(both ' ' from email)) as email,
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
        valid_from
    from normalised
    where {{ intent.identity_reject_reason('identifier_type', 'normalised_value') }} = ''
)

select * from published
