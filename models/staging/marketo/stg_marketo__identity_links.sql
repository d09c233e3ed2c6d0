{{ config(enabled=intent.is_connector_on('marketo')) }}

with attribute_versions as (
    select * from {{ ref('stg_marketo__attribute_versions') }}
    where attribute_name = 'email'
),

merged as (
    select * from {{ ref('stg_marketo__merged_leads') }}
),

links as (
    select
        lead_id,
        'email' as to_type,
        attribute_value as to_value,
        min(valid_from) as linked_at
    from attribute_versions
    group by lead_id, attribute_value
    union all
    select
        merged_lead_id as lead_id,
        'crm_id' as to_type,
        'marketo:' || lead_id as to_value,
        linked_at
    from merged
),

identity_links as (
    select
        'marketo' as source_name,
        'crm_id' as from_type,
        'marketo:' || lead_id as from_value,
        to_type,
        to_value,
        linked_at
    from links
)

select * from identity_links
