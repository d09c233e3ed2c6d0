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

-- The domain of a contact's oldest email.
domains as (
    select
        contact_id,
        {{ intent.split_item('identifier_value', '@', 2) }} as email_domain
    from (
        select
            *,
            row_number() over (partition by contact_id order by linked_at, identifier_key) as age_rank
        from owners
        where identifier_type = 'email'
    ) as emails
    where age_rank = 1
),

click_kinds as (
    select distinct
        kinds.event_kind_key,
        kinds.target_key
    from kinds
    inner join patterns on {{ intent.is_like('kinds.event_name', 'patterns.pattern_like') }}
),

clicks as (
    select
        spine.event_key,
        spine.identifier_key,
        owners.contact_id,
        click_kinds.target_key,
        case when free_mail.pattern_like is null then domains.email_domain end as company_domain,
        substr(cast(spine.occurred_at as {{ intent.string_type() }}), 1, 19) as occurred_second,
        spine.occurred_at,
        spine.received_date
    from spine
    inner join click_kinds on spine.event_kind_key = click_kinds.event_kind_key
    inner join owners on spine.identifier_key = owners.identifier_key
    left join domains on owners.contact_id = domains.contact_id
    left join free_mail on domains.email_domain = free_mail.pattern_like
)

select * from clicks
