{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}

with events as (
    select * from {{ ref('int_contact_events') }}
    where not is_suspected_bot and {{ intent.is_changed_contact('contact_id') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

members as (
    select * from {{ ref('int_composite_members') }}
    where scope = 'session' or measure = 'sessions'
),

member_days as (
    select
        events.received_date,
        events.identifier_key,
        members.scope,
        members.min_count,
        max(events.session_key) is not null as has_session_key,
        sum(count(*)) over (
            partition by events.identifier_key, members.signal_name
            order by {{ intent.days_between("date '1970-01-01'", 'events.received_date') }}
            range between 1 preceding and 1 following
        ) as n_events_around
    from events
    inner join kind_signals on events.event_kind_key = kind_signals.event_kind_key
    inner join members on kind_signals.signal_name = members.member_signal_name
    group by events.received_date, events.identifier_key, members.signal_name, members.scope, members.min_count
),

-- Only where a composite signal can come of it: enough events until the day after, or sessions of the source's own.
candidate_days as (
    select distinct
        received_date,
        identifier_key
    from member_days
    where scope <> 'session' or n_events_around >= min_count or has_session_key
),

-- In the order in which they came to be known, so that what comes late never joins two sessions of the past.
arrivals as (
    select
        events.*,
        max(events.occurred_at) over (
            partition by events.identifier_key
            order by events.received_date, events.occurred_at, events.event_key
            rows between unbounded preceding and 1 preceding
        ) as latest_occurred_at
    from events
    inner join candidate_days
        on events.received_date = candidate_days.received_date and events.identifier_key = candidate_days.identifier_key
),

-- Late rows of one received day make sessions of their own.
gaps as (
    select
        *,
        lag(occurred_at) over (
            partition by identifier_key, late_date
            order by received_date, occurred_at, event_key
        ) as previous_occurred_at
    from (
        select
            *,
            case when occurred_at < latest_occurred_at - interval '30' minute then received_date else date '1970-01-01' end as late_date
        from arrivals
    ) as dated
),

-- A session is a run of one identifier's events with less than 30 minutes between two of them.
numbered as (
    select
        *,
        sum(case
            when previous_occurred_at is null or occurred_at >= previous_occurred_at + interval '30' minute then 1
            else 0
        end) over (
            partition by identifier_key, late_date
            order by received_date, occurred_at, event_key
            rows between unbounded preceding and current row
        ) as session_number
    from gaps
),

published as (
    select
        event_key,
        contact_id,
        coalesce(
            session_key,
            min(event_key) over (partition by identifier_key, late_date, session_number)
        ) as session_key
    from numbered
)

select * from published
