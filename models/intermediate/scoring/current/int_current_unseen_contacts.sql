{{ intent.cached_by_rows() }}
with as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

contacts as (
    select * from {{ ref('int_known_contacts') }}
),

received as (
    select * from {{ ref('int_received_source_days') }}
),

kinds as (
    select * from {{ ref('int_event_kinds') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

signal_days as (
    select * from {{ ref('int_rule_signal_days') }}
),

sources as (
    select
        received.source_name,
        {{ intent.days_between('max(received.received_date)', 'max(as_of_dates.as_of_date)') }} as silent_days,
        {{ intent.rounded_divide(
            intent.days_between('min(received.received_date)', 'max(received.received_date)'), 'nullif(count(*) - 1, 0)'
        ) }} as usual_gap_days
    from received
    inner join as_of_dates on received.received_date <= as_of_dates.as_of_date
    group by received.source_name
),

-- Signals of which at least one source still delivers.
heard as (
    select distinct kind_signals.signal_name
    from kinds
    inner join kind_signals on kinds.event_kind_key = kind_signals.event_kind_key
    inner join sources on kinds.source_name = sources.source_name
    where not coalesce({{ intent.is_silent('sources.silent_days', 'sources.usual_gap_days') }}, false)
),

seen as (
    select distinct signal_days.contact_id
    from signal_days
    inner join heard on signal_days.signal_name = heard.signal_name
    inner join as_of_dates
        on signal_days.occurred_date <= as_of_dates.as_of_date and signal_days.known_date <= as_of_dates.as_of_date
),

unseen as (
    select contacts.contact_id
    from contacts
    left join seen on contacts.contact_id = seen.contact_id
    where seen.contact_id is null
)

select * from unseen
