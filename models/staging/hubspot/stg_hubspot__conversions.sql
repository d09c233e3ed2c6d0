{{ config(enabled=intent.is_connector_on('hubspot')) }}

with deals as (
    select * from {{ ref('stg_hubspot__deals') }}
    where identifier_value is not null
),

meetings as (
    select * from {{ ref('stg_hubspot__meetings') }}
    where is_demo
),

lead_outcomes as (
    select * from {{ ref('stg_hubspot__lead_outcomes') }}
    where outcome in ('disqualified', 'lost')
),

changes as (
    select * from {{ ref('stg_hubspot__property_changes') }}
    where property_name = 'lifecyclestage' and lower(value) = 'salesqualifiedlead'
),

-- Every ready definition at once; a contact that becomes sales qualified again converts at the first time.
outcomes as (
    {{ intent.deal_outcomes('deals') }}
    union all
    select
        meeting_id as conversion_id,
        'demo_booked' as conversion_name,
        'converted' as outcome,
        identifier_value,
        booked_at as converted_at,
        {{ intent.null_columns('conversions', ['amount', 'currency', 'home_amount']) }}
    from meetings
    union all
    select
        contact_id || ':mql_to_sql' as conversion_id,
        'mql_to_sql' as conversion_name,
        'converted' as outcome,
        'hubspot:' || contact_id as identifier_value,
        min(changed_at) as converted_at,
        {{ intent.null_columns('conversions', ['amount', 'currency', 'home_amount']) }}
    from changes
    group by contact_id
    union all
    select
        contact_id || ':' || property_name as conversion_id,
        'lead_' || outcome as conversion_name,
        outcome,
        'hubspot:' || contact_id as identifier_value,
        decided_at as converted_at,
        {{ intent.null_columns('conversions', ['amount', 'currency', 'home_amount']) }}
    from lead_outcomes
),

conversions as (
    {{ intent.crm_conversions('hubspot', intent.chosen_conversions('hubspot', var('intent_conversions')), 'outcomes') }}
)

select * from conversions
