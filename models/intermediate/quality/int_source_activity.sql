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

latest_date as (
    select * from {{ ref('int_latest_as_of_date') }}
),

-- Each source by signal and, with the signal (all), as a whole.
scopes as (
    select false as is_whole_source
    union all
    select true as is_whole_source
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

signal_days as (
    select
        kinds.source_name,
        case when scopes.is_whole_source then '(all)' else coalesce(kind_signals.signal_name, '(none)') end as signal_name,
        kind_days.received_date,
        {{ intent.days_between('kind_days.received_date', 'latest_date.as_of_date') }} as age_days,
        kind_days.n_events,
        kind_days.n_linked_events,
        kind_days.first_occurred_date,
        kind_days.last_occurred_date
    from kind_days
    inner join kinds on kind_days.event_kind_key = kinds.event_kind_key
    inner join latest_date on kind_days.received_date <= latest_date.as_of_date
    left join kind_signals on kind_days.event_kind_key = kind_signals.event_kind_key
    cross join scopes
),

counted as (
    select
        source_name,
        signal_name,
        cast(sum(n_events) as bigint) as n_events,
        cast(sum(n_linked_events) as bigint) as n_linked_events,
        cast(count(distinct received_date) as bigint) as n_active_days,
        cast(sum(case when age_days < 28 then n_events else 0 end) as bigint) as n_events_last_28_days,
        cast(max(age_days) - min(age_days) as bigint) as n_spanned_days,
        cast(min(age_days) as bigint) as silent_days,
        min(first_occurred_date) as first_event_date,
        max(last_occurred_date) as last_event_date,
        max(received_date) as last_received_date
    from signal_days
    group by source_name, signal_name
),

-- The usual gap between two days with events; what came on one day only has none.
published as (
    select
        *,
        {{ intent.rounded_divide('n_spanned_days', 'nullif(n_active_days - 1, 0)') }} as usual_gap_days
    from counted
)

select * from published
