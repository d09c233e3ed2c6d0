{{ config(materialized='view') }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with spine as (
    select * from {{ ref('int_spine_events') }}
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

-- A flag of their own: PostgreSQL takes `reason is null` after an outer join for as rare as nulls are in the table, expects
-- one event and then compares each with every contact.
bots as (
    select
        *,
        true as is_bot
    from {{ ref('int_bot_events') }}
),

-- An event counts from the moment it was received and its identifier was known to be the contact's.
joined as (
    select
        spine.event_key,
        owners.contact_id,
        spine.identifier_key,
        spine.event_kind_key,
        spine.session_key,
        spine.campaign,
        spine.duration_seconds,
        coalesce(bots.is_bot, false) as is_suspected_bot,
        bots.bot_reason,
        spine.occurred_at,
        spine.occurred_date,
        spine.received_at,
        spine.received_date,
        greatest(spine.received_at, owners.linked_at) as known_at,
        {{ intent.business_date('greatest(spine.received_at, owners.linked_at)', time_zone) }} as known_date
    from spine
    inner join owners on spine.identifier_key = owners.identifier_key
    inner join contacts on owners.contact_id = contacts.contact_id
    left join bots on spine.event_key = bots.event_key
)

select * from joined
