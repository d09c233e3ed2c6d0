with spine as (
    select * from {{ ref('int_spine_events') }}
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
),

patterns as (
    select * from {{ ref('stg_intent__bot_patterns') }}
    where matches = 'trap_link'
),

limits as (
    select * from {{ ref('stg_intent__bot_limits') }}
),

totals as (
    select * from {{ ref('int_identifier_event_counts') }}
),

trap_kinds as (
    select distinct kinds.event_kind_key
    from kinds
    inner join patterns on {{ intent.is_like('kinds.event_target', 'patterns.pattern_like') }}
),

busy_identifiers as (
    select totals.identifier_key
    from totals
    cross join limits
    where totals.n_events > limits.events_a_day
),

busy_days as (
    select
        spine.received_date,
        spine.identifier_key,
        count(*) as n_events
    from spine
    inner join busy_identifiers on spine.identifier_key = busy_identifiers.identifier_key
    group by spine.received_date, spine.identifier_key
),

suspected_days as (
    select
        spine.received_date,
        spine.identifier_key,
        'followed a trap link' as bot_reason
    from spine
    inner join trap_kinds on spine.event_kind_key = trap_kinds.event_kind_key
    union all
    select
        busy_days.received_date,
        busy_days.identifier_key,
        'more events a day than a person makes' as bot_reason
    from busy_days
    cross join limits
    where busy_days.n_events > limits.events_a_day
),

published as (
    select
        received_date,
        identifier_key,
        min(bot_reason) as bot_reason
    from suspected_days
    group by received_date, identifier_key
)

select * from published
