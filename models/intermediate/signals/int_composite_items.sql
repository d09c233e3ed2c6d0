{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}

with events as (
    select * from {{ ref('int_contact_events') }}
    where not is_suspected_bot and {{ intent.is_changed_contact('contact_id') }}
),

sessions as (
    select * from {{ ref('int_event_sessions') }}
    where {{ intent.is_changed_contact('contact_id') }}
),

member_events as (
    select
        events.contact_id,
        events.event_key,
        kind_signals.target_key,
        events.duration_seconds,
        events.occurred_at,
        events.occurred_date,
        events.known_date,
        members.*
    from events
    inner join {{ ref('int_event_kind_signals') }} as kind_signals on events.event_kind_key = kind_signals.event_kind_key
    inner join {{ ref('int_composite_members') }} as members on kind_signals.signal_name = members.member_signal_name
),

needed_events as (
    select
        events.contact_id,
        events.event_key,
        events.occurred_at,
        events.occurred_date,
        events.known_date,
        conditions.*
    from events
    inner join {{ ref('int_event_kind_signals') }} as kind_signals on events.event_kind_key = kind_signals.event_kind_key
    inner join {{ ref('int_composite_conditions') }} as conditions on kind_signals.signal_name = conditions.member_signal_name
    where conditions.requires <> 'unless'
),

-- An event meets a condition from the day on which the first act that fulfils it is known.
met as (
    select
        member_events.signal_name,
        member_events.event_key,
        needed_events.condition_number,
        min(needed_events.known_date) as known_date
    from member_events
    inner join needed_events
        on
            member_events.contact_id = needed_events.contact_id and member_events.signal_name = needed_events.signal_name
            and member_events.event_key <> needed_events.event_key
            and abs({{ intent.days_between('needed_events.occurred_date', 'member_events.occurred_date') }}) <= needed_events.within_days
            and (needed_events.requires = 'with' or member_events.occurred_at > needed_events.occurred_at)
    where member_events.n_conditions > 0
    group by member_events.signal_name, member_events.event_key, needed_events.condition_number
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
        member_events.contact_id,
        member_events.signal_name,
        member_events.scope,
        member_events.window_days,
        member_events.min_count,
        coalesce(sessions.session_key, 0) as session_key,
        case member_events.measure
            when 'days' then {{ intent.days_between("date '1970-01-01'", 'member_events.occurred_date') }}
            when 'sessions' then sessions.session_key
            when 'targets' then member_events.target_key
            else member_events.event_key
        end as item_key,
        case when member_events.measure = 'seconds' then greatest(coalesce(member_events.duration_seconds, 0), 0) else 1 end as amount,
        member_events.occurred_date,
        greatest(
            coalesce(all_met.known_date, member_events.known_date), member_events.known_date,
            {{ intent.add_days('member_events.occurred_date', 'member_events.wait_days') }}
        ) as known_date
    from member_events
    left join sessions on member_events.event_key = sessions.event_key
    left join all_met on member_events.signal_name = all_met.signal_name and member_events.event_key = all_met.event_key
    where
        (member_events.scope <> 'session' or sessions.session_key is not null)
        and member_events.n_conditions = coalesce(all_met.n_conditions, 0)
        and (member_events.max_session_seconds is null or sessions.session_seconds <= member_events.max_session_seconds)
        and (sessions.has_one_target or not member_events.needs_one_target)
)

select * from items
