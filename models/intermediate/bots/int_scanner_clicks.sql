{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with bursts as (
    select * from {{ ref('int_mail_click_bursts') }}
),

spine as (
    select * from {{ ref('int_spine_events') }}
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
    where channel in ('email', 'web')
),

patterns as (
    select * from {{ ref('stg_intent__bot_patterns') }}
    where matches in ('mail_click', 'scanner_act')
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
    where kinds.channel = 'web' and {{ intent.business_date('web_identifiers.linked_at', time_zone) }} <= spine.received_date
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

scanned as (
    select *
    from bursts
    where event_key not in (select event_key from visited)
),

-- A scanner opens pages, and mails; a mail is delivered or bounces without it.
scanner_kinds as (
    select distinct kinds.event_kind_key
    from kinds
    left join patterns on {{ intent.is_like('kinds.event_name', 'patterns.pattern_like') }}
    where kinds.channel = 'web' or patterns.pattern_like is not null
),

-- What the same identifier did meanwhile, such as the page behind a link or an unsubscription, was the scanner's too.
published as (
    select
        spine.event_key,
        spine.identifier_key,
        min(scanned.bot_reason) as bot_reason
    from scanned
    cross join limits
    inner join spine
        on
            scanned.identifier_key = spine.identifier_key
            and scanned.received_date = spine.received_date
            and spine.occurred_at >= scanned.started_at - interval '1' second * limits.seconds_between_clicks
            and spine.occurred_at <= scanned.ended_at + interval '1' second * limits.seconds_between_clicks
    inner join scanner_kinds on spine.event_kind_key = scanner_kinds.event_kind_key
    group by spine.event_key, spine.identifier_key
)

select * from published
