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

-- Only where a composite signal can come of it: an identifier's day with enough events, or with sessions of the source's own.
candidate_days as (
    select
        events.received_date,
        events.identifier_key
    from events
    inner join kind_signals on events.event_kind_key = kind_signals.event_kind_key
    inner join members on kind_signals.signal_name = members.member_signal_name
    group by events.received_date, events.identifier_key, members.signal_name, members.scope, members.min_count
    having members.scope <> 'session' or count(*) >= members.min_count or max(events.session_key) is not null
),

distinct_candidate_days as (
    select distinct
        received_date,
        identifier_key
    from candidate_days
),

gaps as (
    select
        events.received_date,
        events.event_key,
        events.contact_id,
        events.identifier_key,
        events.session_key,
        events.occurred_at,
        lag(events.occurred_at) over (
            partition by events.received_date, events.identifier_key
            order by events.occurred_at, events.event_key
        ) as previous_occurred_at
    from events
    inner join distinct_candidate_days
        on events.received_date = distinct_candidate_days.received_date and events.identifier_key = distinct_candidate_days.identifier_key
),

-- A session is a run of one identifier's events, received on one day, with less than 30 minutes between two of them.
numbered as (
    select
        *,
        sum(case
            when previous_occurred_at is null or occurred_at >= previous_occurred_at + interval '30' minute then 1
            else 0
        end) over (
            partition by received_date, identifier_key
            order by occurred_at, event_key
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
            min(event_key) over (partition by received_date, identifier_key, session_number)
        ) as session_key
    from numbered
)

select * from published
