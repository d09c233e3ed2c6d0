{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with bursts as (
    select * from {{ ref('int_mail_click_bursts') }}
),

spine as (
    select * from {{ ref('int_spine_events') }}
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
    where channel = 'web'
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

limits as (
    select * from {{ ref('stg_intent__bot_limits') }}
),

web_identifiers as (
    select
        owners.identifier_key,
        owners.contact_id,
        owners.linked_at
    from owners
    where owners.contact_id in (select contact_id from bursts)
),

visits as (
    select
        web_identifiers.contact_id,
        spine.received_date,
        spine.occurred_at
    from spine
    inner join web_identifiers on spine.identifier_key = web_identifiers.identifier_key
    inner join kinds on spine.event_kind_key = kinds.event_kind_key
    where {{ intent.business_date('web_identifiers.linked_at', time_zone) }} <= spine.received_date
),

-- A person who clicks comes to the site; what was known on the day of the click decides, so that the result never changes.
visited as (
    select distinct bursts.event_key
    from bursts
    cross join limits
    inner join visits
        on
            bursts.contact_id = visits.contact_id
            and bursts.received_date = visits.received_date
            and visits.occurred_at > bursts.ended_at
            and visits.occurred_at <= bursts.ended_at + interval '1' minute * limits.minutes_until_a_visit
),

published as (
    select
        event_key,
        bot_reason
    from bursts
    where event_key not in (select event_key from visited)
)

select * from published
