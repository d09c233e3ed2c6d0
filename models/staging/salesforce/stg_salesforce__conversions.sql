{{ config(enabled=intent.is_connector_on('salesforce')) }}

with deals as (
    select * from {{ ref('stg_salesforce__deals') }}
),

leads as (
    select * from {{ source('salesforce', 'lead') }}
),

closed_deals as (
    select
        deal_id || ':' || identifier_value as conversion_id,
        case when is_won then 'opportunity_won' else 'opportunity_lost' end as conversion_name,
        case when is_won then 'converted' else 'lost' end as outcome,
        identifier_value,
        closed_at as converted_at,
        amount
    from deals
    where not is_open
),

disqualified_leads as (
    select
        id as conversion_id,
        'lead_disqualified' as conversion_name,
        'disqualified' as outcome,
        'salesforce:' || id as identifier_value,
        last_modified_date as converted_at,
        cast(null as decimal(18, 2)) as amount
    from leads
    where lower(status) in ('disqualified', 'unqualified') and coalesce(is_deleted, false) = false
),

outcomes as (
    select * from closed_deals
    union all
    select * from disqualified_leads
),

conversions as (
    select
        'salesforce' as source_name,
        conversion_id,
        conversion_name,
        outcome,
        'crm_id' as identifier_type,
        identifier_value,
        converted_at,
        amount
    from outcomes
)

select * from conversions
