{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}

with events as (
    select * from {{ ref('int_contact_events') }}
    where not is_suspected_bot and {{ intent.is_changed_contact('contact_id') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

days as (
    select
        events.contact_id,
        kind_signals.signal_name,
        events.occurred_date,
        events.known_date,
        count(*) as n_events
    from events
    inner join kind_signals on events.event_kind_key = kind_signals.event_kind_key
    group by events.contact_id, kind_signals.signal_name, events.occurred_date, events.known_date
)

select * from days
