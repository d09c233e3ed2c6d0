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
        events.known_date
    from events
    inner join kind_signals on events.event_kind_key = kind_signals.event_kind_key
    inner join members on kind_signals.signal_name = members.member_signal_name
    left join sessions on events.event_key = sessions.event_key
    where members.scope <> 'session' or sessions.session_key is not null
)

select * from items
