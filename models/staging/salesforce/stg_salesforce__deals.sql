{{ config(enabled=intent.is_connector_on('salesforce')) }}

with opportunities as (
    select * from {{ ref('stg_salesforce__opportunity_records') }}
),

people as (
    select * from {{ ref('stg_salesforce__opportunity_people') }}
),

deals as (
    select
        'salesforce' as source_name,
        opportunities.opportunity_id as deal_id,
        'salesforce:' || opportunities.account_id as account_key,
        'crm_id' as identifier_type,
        'salesforce:' || people.contact_id as identifier_value,
        opportunities.amount,
        opportunities.stage,
        opportunities.is_open,
        opportunities.is_won,
        opportunities.created_at,
        opportunities.closed_at
    from opportunities
    left join people on opportunities.opportunity_id = people.opportunity_id
)

select * from deals
