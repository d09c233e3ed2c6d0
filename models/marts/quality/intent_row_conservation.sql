{%- set own_models = {
    'identity_links': var('intent_identity_models'), 'contacts': var('intent_contact_models'), 'accounts': var('intent_account_models'),
    'conversions': var('intent_conversion_models'), 'deals': var('intent_deal_models'), 'feedback': var('intent_feedback_models'),
} -%}
{%- set columns = {
    'accepted': 'n_accepted', 'suppressed': 'n_suppressed', 'duplicate': 'n_duplicates', 'rejected': 'n_rejected',
} -%}

with source_days as (
    select * from {{ ref('int_received_source_days') }}
),

received as (
    select * from {{ ref('int_received_events') }}
),

suppressed_identifiers as (
    select identifier_key from {{ ref('int_identifier_owners') }}
    where contact_id in (select contact_id from {{ ref('int_suppressed_contacts') }})
),

-- Counted where they are delivered: a step in between that loses or repeats a row is seen.
record_counts as (
    {{ intent.delivered_row_counts(own_models) }}
),

delivered as (
    select
        'events' as contract_name,
        source_name,
        received_date,
        n_delivered
    from source_days
    union all
    select
        contract_name,
        source_name,
        date '1970-01-01' as received_date,
        sum(n_delivered) as n_delivered
    from record_counts
    group by contract_name, source_name
),

statuses as (
    select
        'events' as contract_name,
        kinds.source_name,
        received.received_date,
        case
            when received.row_status = 'accepted' and suppressed_identifiers.identifier_key is not null then 'suppressed'
            else received.row_status
        end as row_status,
        1 as n_rows
    from received
    inner join {{ ref('int_event_kinds') }} as kinds on received.event_kind_key = kinds.event_kind_key
    left join suppressed_identifiers on received.identifier_key = suppressed_identifiers.identifier_key
    union all
    select
        contract_name,
        source_name,
        date '1970-01-01' as received_date,
        case row_status when 'unused' then 'rejected' else row_status end as row_status,
        n_rows
    from {{ ref('int_delivered_records') }}
),

counts as (
    select
        contract_name,
        source_name,
        received_date,
        {%- for row_status, column_name in columns.items() %}
        cast(sum(case when row_status = '{{ row_status }}' then n_rows else 0 end) as bigint) as {{ column_name }},
        {%- endfor %}
        sum(n_rows) as n_explained
    from statuses
    group by contract_name, source_name, received_date
),

published as (
    select
        delivered.contract_name,
        delivered.source_name,
        delivered.received_date,
        cast(delivered.n_delivered as bigint) as n_delivered,
        {%- for column_name in columns.values() %}
        coalesce(counts.{{ column_name }}, 0) as {{ column_name }},
        {%- endfor %}
        cast(delivered.n_delivered - coalesce(counts.n_explained, 0) as bigint) as n_unexplained
    from delivered
    left join counts
        on
            delivered.contract_name = counts.contract_name
            and delivered.source_name = counts.source_name
            and delivered.received_date = counts.received_date
)

select * from published
