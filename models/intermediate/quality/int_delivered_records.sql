{#- Rows of these contracts are versions, of which only equal ones are copies; a row is named by the CRM's own id, never by an address. -#}
{%- set versioned = {
    'identity_links': ('int_identity_links', 'from_key', "case when from_type = 'crm_id' then from_value when to_type = 'crm_id' then to_value end"),
    'contacts': ('int_contact_versions', 'identifier_key', "case when identifier_type = 'crm_id' then identifier_value end"),
    'accounts': ('int_delivered_accounts', 'cast(null as bigint)', 'account_key'),
} -%}

with owners as (
    select
        identifier_key,
        contact_id,
        contact_id in (select contact_id from {{ ref('int_suppressed_contacts') }}) as is_suppressed
    from {{ ref('int_identifier_owners') }}
),

{% for contract, (model, key, record_id) in versioned.items() -%}
different_{{ contract }} as (
    select distinct * from {{ ref(model) }}
    where reject_reason = ''
),

{{ contract }}_copies as (
    select source_name, 1 as n_rows from {{ ref(model) }}
    where reject_reason = ''
    union all
    select source_name, -1 as n_rows from different_{{ contract }}
),

{% endfor -%}
records as (
    {%- for contract, (model, key, record_id) in versioned.items() %}
    select
        '{{ contract }}' as contract_name, source_name, {{ record_id }} as record_id, {{ key }} as identifier_key, reject_reason,
        1 as n_rows, false as is_copy, '' as loss_reason
    from (select * from different_{{ contract }} union all select * from {{ ref(model) }} where reject_reason <> '') as counted_rows
    union all
    select '{{ contract }}', source_name, '', cast(null as bigint), '', n_rows, true, '' from {{ contract }}_copies
    union all
    {%- endfor %}
    select
        'conversions', outcomes.source_name, outcomes.conversion_id, outcomes.identifier_key, outcomes.reject_reason, 1,
        outcomes.copy_number > 1 or coalesce(used.identifier_key <> outcomes.identifier_key, false), ''
    from {{ ref('int_delivered_conversions') }} as outcomes
    left join owners on outcomes.identifier_key = owners.identifier_key
    left join {{ ref('int_conversions') }} as used
        on owners.contact_id = used.contact_id and outcomes.source_name = used.source_name and outcomes.conversion_id = used.conversion_id
    union all
    select 'feedback', source_name, feedback_id, identifier_key, reject_reason, 1, copy_number > 1, ''
    from {{ ref('int_delivered_feedback') }}
    union all
    select
        'deals', deals.source_name, deals.deal_id, cast(null as bigint), deals.reject_reason, 1, deals.is_copy,
        case when deals.account_key is null then 'no account' when account_keys.account_key is null then 'unknown account' else '' end
    from {{ ref('int_delivered_deals') }} as deals
    left join {{ ref('int_account_keys') }} as account_keys on deals.account_key = account_keys.account_key
),

decided as (
    select
        records.*,
        case
            when records.loss_reason <> '' then records.loss_reason
            when records.contract_name in ('contacts', 'conversions', 'feedback') and owners.contact_id is null then 'no contact has the identifier'
            else ''
        end as unused_reason,
        coalesce(owners.is_suppressed, false) as is_suppressed
    from records
    left join owners on records.identifier_key = owners.identifier_key
),

statuses as (
    select
        *,
        case
            when reject_reason <> '' then 'rejected'
            when is_copy then 'duplicate'
            when is_suppressed then 'suppressed'
            when unused_reason <> '' then 'unused'
            else 'accepted'
        end as row_status,
        case when reject_reason <> '' then reject_reason when is_copy or is_suppressed then '' else unused_reason end as reason
    from decided
),

-- Rows that were used need no name.
published as (
    select
        contract_name,
        source_name,
        case when is_suppressed or reason = '' or record_id like '%@%' then '' else coalesce(substr(record_id, 1, 200), '') end as record_id,
        row_status,
        reason,
        cast(sum(n_rows) as bigint) as n_rows
    from statuses
    group by 1, 2, 3, 4, 5
    having sum(n_rows) > 0
)

select * from published
