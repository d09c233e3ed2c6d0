{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}

with events as (
    select * from {{ ref('int_contact_events') }}
    where campaign is not null and not is_suspected_bot and {{ intent.is_changed_contact('contact_id') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

signals as (
    select * from {{ ref('int_signal_counting_rules') }}
),

-- As in int_contact_channel_days: what no signal looks at is no act, and leaking signals know the outcome.
days as (
    select
        events.contact_id,
        events.campaign,
        events.occurred_date,
        events.known_date,
        date '9999-12-31' as retracted_date,
        count(*) as n_events
    from events
    inner join kind_signals on events.event_kind_key = kind_signals.event_kind_key
    inner join signals on kind_signals.signal_name = signals.signal_name
    where not signals.is_leaking
    group by events.contact_id, events.campaign, events.occurred_date, events.known_date
)

select * from days
