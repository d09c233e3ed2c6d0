with spine as (
    select * from {{ ref('int_spine_events') }}
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
    where channel = 'email'
),

patterns as (
    select * from {{ ref('stg_intent__bot_patterns') }}
    where matches = 'mail_click'
),

free_mail as (
    select * from {{ ref('stg_intent__bot_patterns') }}
    where matches = 'free_mail'
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

click_kinds as (
    select distinct kinds.event_kind_key
    from kinds
    inner join patterns on {{ intent.is_like('kinds.event_name', 'patterns.pattern_like') }}
),

clicks as (
    select
        spine.event_key,
        spine.identifier_key,
        contacts.contact_id,
        spine.event_kind_key,
        case when free_mail.pattern_like is null then contacts.first_email_domain end as company_domain,
        substr(cast(spine.occurred_at as {{ intent.string_type() }}), 1, 19) as occurred_second,
        spine.occurred_at,
        spine.received_date
    from spine
    inner join click_kinds on spine.event_kind_key = click_kinds.event_kind_key
    inner join owners on spine.identifier_key = owners.identifier_key
    inner join contacts on owners.contact_id = contacts.contact_id
    left join free_mail on contacts.first_email_domain = free_mail.pattern_like
)

select * from clicks
