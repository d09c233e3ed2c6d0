{{ config(enabled=intent.is_connector_on('salesforce')) }}

with deals as (
    select * from {{ ref('stg_salesforce__deals') }}
    where identifier_value is not null
),

leads as (
    select * from {{ ref('stg_salesforce__lead_records') }}
    where not is_gone
),

lead_outcomes as (
    select * from {{ ref('stg_salesforce__lead_outcomes') }}
),

meetings as (
    select * from {{ ref('stg_salesforce__meetings') }}
    where is_demo and who_id is not null
),

-- Every ready definition at once. A lead that is converted is the step from marketing to sales.
outcomes as (
    {{ intent.deal_outcomes('deals') }}
    union all
    select
        meeting_id as conversion_id,
        'demo_booked' as conversion_name,
        'converted' as outcome,
        'salesforce:' || who_id as identifier_value,
        booked_at as converted_at,
        {{ intent.null_columns('conversions', ['amount', 'currency', 'home_amount']) }}
    from meetings
    union all
    select
        id || ':mql_to_sql' as conversion_id,
        'mql_to_sql' as conversion_name,
        'converted' as outcome,
        'salesforce:' || id as identifier_value,
        converted_date as converted_at,
        {{ intent.null_columns('conversions', ['amount', 'currency', 'home_amount']) }}
    from leads
    where converted_date is not null
    union all
    select
        lead_id as conversion_id,
        'lead_' || outcome as conversion_name,
        outcome,
        'salesforce:' || lead_id as identifier_value,
        decided_at as converted_at,
        {{ intent.null_columns('conversions', ['amount', 'currency', 'home_amount']) }}
    from lead_outcomes
    where outcome in ('disqualified', 'lost')
),

conversions as (
    {{ intent.crm_conversions('salesforce', intent.chosen_conversions('salesforce', var('intent_conversions')), 'outcomes') }}
)

select * from conversions
