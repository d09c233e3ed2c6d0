{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with outcomes as (
    select * from {{ ref('int_delivered_conversions') }}
    where reject_reason = ''
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

published as (
    select distinct
        owners.contact_id,
        outcomes.source_name,
        outcomes.conversion_id,
        outcomes.conversion_name,
        outcomes.outcome,
        outcomes.amount,
        outcomes.currency,
        outcomes.home_amount,
        outcomes.converted_at,
        {{ intent.business_date('outcomes.converted_at', time_zone) }} as converted_date,
        {{ intent.business_date('greatest(outcomes.converted_at, owners.linked_at)', time_zone) }} as known_date
    from outcomes
    inner join owners on outcomes.identifier_key = owners.identifier_key
    inner join contacts on owners.contact_id = contacts.contact_id
)

select * from published
