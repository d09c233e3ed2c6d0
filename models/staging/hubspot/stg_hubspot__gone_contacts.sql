{{ config(enabled=intent.is_connector_on('hubspot')) }}

with contacts as (
    select * from {{ ref('stg_hubspot__contact_records') }}
    where is_deleted
),

merged as (
    select * from {{ ref('stg_hubspot__merged_contacts') }}
),

-- HubSpot does not date a deletion: the loader noticed it when it wrote the row for the last time.
ends as (
    select
        merged_contact_id as contact_id,
        false as is_deleted,
        contact_id as winner_id,
        linked_at as ended_at
    from merged
    union all
    select
        contacts.id as contact_id,
        true as is_deleted,
        cast(null as {{ intent.string_type() }}) as winner_id,
        greatest(contacts.property_createdate, coalesce(contacts._fivetran_synced, contacts.property_createdate)) as ended_at
    from contacts
    left join merged on contacts.id = merged.merged_contact_id
    where merged.merged_contact_id is null
),

published as (
    select
        'hubspot' as source_name,
        'crm_id' as identifier_type,
        'hubspot:' || contact_id as identifier_value,
        {{ intent.null_columns('contacts', [
            'email', 'full_name', 'job_title', 'seniority', 'department', 'country', 'account_key', 'account_name', 'industry',
            'employee_count', 'owner_id', 'is_opted_out',
        ]) }},
        ended_at as valid_from,
        'contact' as record_type,
        is_deleted,
        'hubspot:' || winner_id as merged_into,
        {{ intent.null_columns('contacts', ['converted_to']) }}
    from ends
)

select * from published
