{#- A row is named by the CRM's own id, never by an address. -#}
{%- set link_id = "case when from_type = 'crm_id' then from_value when to_type = 'crm_id' then to_value end" -%}
{%- set contact_id = "case when identifier_type = 'crm_id' then identifier_value end" -%}

with owners as (
    select
        identifier_key,
        contact_id,
        contact_id in (select contact_id from {{ ref('int_suppressed_contacts') }}) as is_suppressed
    from {{ ref('int_identifier_owners') }}
),

conversions as (
    select
        outcomes.*,
        outcomes.copy_number > 1 or coalesce(used.identifier_key <> outcomes.identifier_key, false) as is_copy
    from {{ ref('int_delivered_conversions') }} as outcomes
    left join owners on outcomes.identifier_key = owners.identifier_key
    left join {{ ref('int_conversions') }} as used
        on owners.contact_id = used.contact_id and outcomes.source_name = used.source_name and outcomes.conversion_id = used.conversion_id
),

deals as (
    select
        deals.*,
        case
            when deals.account_key is null then 'no account'
            when account_keys.account_key is null then 'unknown account'
            else ''
        end as unused_reason
    from {{ ref('int_delivered_deals') }} as deals
    left join {{ ref('int_account_keys') }} as account_keys on deals.account_key = account_keys.account_key
),

records as (
    {{ intent.version_rows('identity_links', ref('int_identity_links'), link_id, 'from_key') }}
    union all
    {{ intent.version_rows('contacts', ref('int_contact_versions'), contact_id, 'identifier_key') }}
    union all
    {{ intent.version_rows('accounts', ref('int_delivered_accounts'), 'account_key', 'cast(null as bigint)') }}
    union all
    {{ intent.record_rows('conversions', 'conversions', 'conversion_id', 'identifier_key', 'is_copy') }}
    union all
    {{ intent.record_rows('deals', 'deals', 'deal_id', is_copy='is_copy', unused_reason='unused_reason') }}
    union all
    {{ intent.record_rows('feedback', ref('int_delivered_feedback'), 'feedback_id', 'identifier_key', 'copy_number > 1') }}
),

statuses as (
    select
        records.contract_name,
        records.source_name,
        records.n_rows,
        case
            when coalesce(owners.is_suppressed, false) or records.record_id like '%@%' then ''
            else coalesce(substr(records.record_id, 1, 200), '')
        end as record_id,
        case
            when records.reject_reason <> '' then records.reject_reason
            when records.is_copy or owners.is_suppressed then ''
            when records.contract_name in ('contacts', 'conversions', 'feedback') and owners.contact_id is null
                then 'no contact has the identifier'
            else records.unused_reason
        end as reason,
        case
            when records.reject_reason <> '' then 'rejected'
            when records.is_copy then 'duplicate'
            when owners.is_suppressed then 'suppressed'
            else ''
        end as early_status
    from records
    left join owners on records.identifier_key = owners.identifier_key
),

-- Rows that were used need no name.
published as (
    select
        contract_name,
        source_name,
        case when reason = '' then '' else record_id end as record_id,
        case when early_status <> '' then early_status when reason <> '' then 'unused' else 'accepted' end as row_status,
        reason,
        cast(sum(n_rows) as bigint) as n_rows
    from statuses
    group by 1, 2, 3, 4, 5
    having sum(n_rows) > 0
)

select * from published
