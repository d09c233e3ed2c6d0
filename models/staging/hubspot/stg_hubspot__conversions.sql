{{ config(enabled=intent.is_connector_on('hubspot')) }}

with outcomes as (
    select * from {{ ref('stg_hubspot__outcomes') }}
),

-- The chosen definition converts; a lost deal always ends a pursuit.
conversions as (
    select
        'hubspot' as source_name,
        conversion_id,
        conversion_name,
        outcome,
        'crm_id' as identifier_type,
        identifier_value,
        converted_at,
        amount
    from outcomes
    where outcome <> 'converted' or conversion_name in ({{ intent.chosen_conversions('hubspot', var('intent_conversions')) | join(', ') }})
)

select * from conversions
