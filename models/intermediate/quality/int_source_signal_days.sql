with spine as (
    select * from {{ ref('int_spine_events') }}
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

latest_as_of_date as (
    select * from {{ ref('int_latest_as_of_date') }}
),

kind_days as (
    select
        spine.event_kind_key,
        spine.received_date,
        count(*) as n_events,
        count(owners.identifier_key) as n_linked_events,
        min(spine.occurred_date) as first_occurred_date,
        max(spine.occurred_date) as last_occurred_date
    from spine
    left join owners on spine.identifier_key = owners.identifier_key
    group by spine.event_kind_key, spine.received_date
),

published as (
    select
        kinds.source_name,
        coalesce(kind_signals.signal_name, '(none)') as signal_name,
        kind_days.received_date,
        sum(kind_days.n_events) as n_events,
        sum(kind_days.n_linked_events) as n_linked_events,
        min(kind_days.first_occurred_date) as first_occurred_date,
        max(kind_days.last_occurred_date) as last_occurred_date
    from kind_days
    inner join kinds on kind_days.event_kind_key = kinds.event_kind_key
    inner join latest_as_of_date on kind_days.received_date <= latest_as_of_date.as_of_date
    left join kind_signals on kind_days.event_kind_key = kind_signals.event_kind_key
    group by kinds.source_name, coalesce(kind_signals.signal_name, '(none)'), kind_days.received_date
)

select * from published
