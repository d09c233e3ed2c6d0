{{ config(enabled=intent.is_connector_on('salesforce')) }}

with opportunities as (
    select * from {{ source('salesforce', 'opportunity') }}
),

roles as (
    select * from {{ source('salesforce', 'opportunity_contact_role') }}
),

deals as (
    select
        'salesforce' as source_name,
        opportunities.id as deal_id,
        'salesforce:' || opportunities.account_id as account_key,
        'crm_id' as identifier_type,
        'salesforce:' || roles.contact_id as identifier_value,
        cast(opportunities.amount as decimal(18, 2)) as amount,
        opportunities.stage_name as stage,
        not coalesce(opportunities.is_closed, false) as is_open,
        coalesce(opportunities.is_won, false) as is_won,
        opportunities.created_date as created_at,
        case when opportunities.is_closed then opportunities.close_date end as closed_at
    from opportunities
    inner join roles on opportunities.id = roles.opportunity_id
    where coalesce(opportunities.is_deleted, false) = false and coalesce(roles.is_deleted, false) = false
)

select * from deals
