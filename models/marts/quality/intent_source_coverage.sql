with coverage as (
    select * from {{ ref('int_source_coverage') }}
),

published as (
    select
        source_name,
        signal_name,
        status,
        finding,
        cast(n_events as bigint) as n_events,
        cast(n_linked_events as bigint) as n_linked_events,
        cast(n_active_days as bigint) as n_active_days,
        {{ intent.from_micro_units(intent.share_micro('n_linked_events', 'n_events')) }} as linked_share,
        {{ intent.from_micro_units(intent.share_micro('n_events_last_28_days', '28')) }} as daily_events,
        cast(usual_gap_days as bigint) as usual_gap_days,
        cast(silent_days as bigint) as silent_days,
        first_event_date,
        last_event_date,
        last_received_date
    from coverage
)

select * from published
