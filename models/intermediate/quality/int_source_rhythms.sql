with signal_days as (
    select * from {{ ref('int_source_signal_days') }}
),

latest_as_of_date as (
    select * from {{ ref('int_latest_as_of_date') }}
),

-- Each source also as a whole.
days as (
    select * from signal_days
    union all
    select
        source_name,
        '(all)' as signal_name,
        received_date,
        sum(n_events) as n_events,
        sum(n_linked_events) as n_linked_events,
        min(first_occurred_date) as first_occurred_date,
        max(last_occurred_date) as last_occurred_date
    from signal_days
    group by source_name, received_date
),

counted as (
    select
        days.source_name,
        days.signal_name,
        cast(sum(days.n_events) as bigint) as n_events,
        cast(sum(days.n_linked_events) as bigint) as n_linked_events,
        cast(count(*) as bigint) as n_active_days,
        cast(sum(
            case when {{ intent.days_between('days.received_date', 'latest_as_of_date.as_of_date') }} < 28 then days.n_events else 0 end
        ) as bigint) as n_events_last_28_days,
        cast({{ intent.days_between('min(days.received_date)', 'max(days.received_date)') }} as bigint) as n_spanned_days,
        cast({{ intent.days_between('max(days.received_date)', 'max(latest_as_of_date.as_of_date)') }} as bigint) as silent_days,
        min(days.first_occurred_date) as first_event_date,
        max(days.last_occurred_date) as last_event_date,
        max(days.received_date) as last_received_date
    from days
    cross join latest_as_of_date
    group by days.source_name, days.signal_name
),

-- The usual gap between two days with events; what has come on one day only has none.
published as (
    select
        *,
        {{ intent.rounded_divide('n_spanned_days', 'nullif(n_active_days - 1, 0)') }} as usual_gap_days
    from counted
)

select * from published
