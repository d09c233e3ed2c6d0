{{ config(enabled=intent.is_connector_on('salesforce')) }}

with outcomes as (
    select * from {{ ref('stg_salesforce__outcomes') }}
),

-- The chosen definition converts; a lost deal and a disqualified lead always end a pursuit.
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
    where outcome <> 'converted' or conversion_name in ({{ intent.chosen_conversions('salesforce', var('intent_conversions')) | join(', ') }})
)

select * from conversions
