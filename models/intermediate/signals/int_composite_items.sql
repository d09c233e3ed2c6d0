{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}

with events as (
    select * from {{ ref('int_contact_events') }}
    where not is_suspected_bot and {{ intent.is_changed_contact('contact_id') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

sessions as (
    select * from {{ ref('int_event_sessions') }}
    where {{ intent.is_changed_contact('contact_id') }}
),

members as (
    select * from {{ ref('int_composite_members') }}
),

conditions as (
    select * from {{ ref('int_composite_conditions') }}
    where requires <> 'unless'
),

-- An event meets a condition from the day on which the first act that fulfils it is known.
met as (
    select
        members.signal_name,
        events.event_key,
        conditions.condition_number,
        min(others.known_date) as known_date
    from events
    inner join kind_signals on events.event_kind_key = kind_signals.event_kind_key
    inner join members on kind_signals.signal_name = members.member_signal_name
    inner join conditions on members.signal_name = conditions.signal_name
    inner join kind_signals as other_signals on conditions.member_signal_name = other_signals.signal_name
    inner join events as others
        on
            other_signals.event_kind_key = others.event_kind_key
            and events.contact_id = others.contact_id
            and events.event_key <> others.event_key
            and {{ intent.days_between('others.occurred_date', 'events.occurred_date') }} <= conditions.within_days
            and {{ intent.days_between('events.occurred_date', 'others.occurred_date') }} <= conditions.within_days
            and (conditions.requires = 'with' or events.occurred_at > others.occurred_at)
    group by members.signal_name, events.event_key, conditions.condition_number
),

all_met as (
    select
        signal_name,
        event_key,
        count(*) as n_conditions,
        max(known_date) as known_date
    from met
    group by signal_name, event_key
),

items as (
    select
        events.contact_id,
        members.signal_name,
        members.scope,
        members.window_days,
        members.min_count,
        coalesce(sessions.session_key, 0) as session_key,
        case members.measure
            when 'days' then {{ intent.days_between("date '1970-01-01'", 'events.occurred_date') }}
            when 'sessions' then sessions.session_key
            when 'targets' then events.event_kind_key
            else events.event_key
        end as item_key,
        events.occurred_date,
        greatest(
            events.known_date,
            coalesce(all_met.known_date, events.known_date),
            {{ intent.add_days('events.occurred_date', 'members.wait_days') }}
        ) as known_date
    from events
    inner join kind_signals on events.event_kind_key = kind_signals.event_kind_key
    inner join members on kind_signals.signal_name = members.member_signal_name
    left join sessions on events.event_key = sessions.event_key
    left join all_met on members.signal_name = all_met.signal_name and events.event_key = all_met.event_key
    where
        (members.scope <> 'session' or sessions.session_key is not null)
        and members.n_conditions = coalesce(all_met.n_conditions, 0)
)

select * from items
