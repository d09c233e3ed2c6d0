{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}
{%- set day = intent.days_between("date '1970-01-01'", 'events.occurred_date') %}
{%- set before = 'partition by identifier_key order by received_date, occurred_at, event_key' %}
{%- set in_order = 'late_date order by received_date, occurred_at, event_key' %}
{%- set known_by_then = 'partition by contact_id, visit_key order by known_date range between unbounded preceding and current row' %}

with events as (
    select * from {{ ref('int_contact_events') }}
    where not is_suspected_bot and {{ intent.is_changed_contact('contact_id') }}
),

member_days as (
    select
        events.occurred_date,
        events.identifier_key,
        members.scope,
        members.min_count,
        max(events.session_key) is not null as has_session_key,
        sum(count(*)) over (
            partition by events.identifier_key, members.signal_name order by {{ day }} range between 1 preceding and 1 following
        ) as n_events_around
    from events
    inner join {{ ref('int_event_kind_signals') }} as kind_signals on events.event_kind_key = kind_signals.event_kind_key
    inner join {{ ref('int_composite_members') }} as members on kind_signals.signal_name = members.member_signal_name
    where members.max_session_seconds is null and (members.scope = 'session' or members.measure = 'sessions')
    group by events.occurred_date, events.identifier_key, members.signal_name, members.scope, members.min_count
),

-- Only where a composite signal can come of it: enough events until the day after, sessions of the source's own, or short events.
candidate_days as (
    select
        occurred_date,
        identifier_key
    from member_days
    where scope <> 'session' or n_events_around >= min_count or has_session_key
    {%- for days in (-1, 0, 1) %}
    union
    select
        {{ intent.add_days('occurred_date', days) }} as occurred_date,
        identifier_key
    from events
    where duration_seconds <= (select max(members.max_session_seconds) from {{ ref('int_composite_members') }} as members)
    {%- endfor %}
),

-- In the order in which they came to be known, so that what comes late never joins two sessions: late rows of a day make their own.
arrivals as (
    select
        *,
        case
            when occurred_at < max(occurred_at) over ({{ before }} rows between unbounded preceding and 1 preceding) - interval '30' minute
                then received_date
            else date '1970-01-01'
        end as late_date
    from events
    where identifier_key in (select candidate_days.identifier_key from candidate_days)
),

gaps as (
    select
        arrivals.*,
        lag(occurred_at) over (partition by arrivals.identifier_key, {{ in_order }}) as previous_occurred_at
    from arrivals
    inner join candidate_days
        on arrivals.identifier_key = candidate_days.identifier_key and arrivals.occurred_date = candidate_days.occurred_date
),

-- A session is a run of one identifier's events with less than 30 minutes between two of them.
numbered as (
    select
        *,
        sum(case when occurred_at < previous_occurred_at + interval '30' minute then 0 else 1 end) over (
            partition by identifier_key, {{ in_order }} rows between unbounded preceding and current row
        ) as session_number
    from gaps
),

visits as (
    select
        numbered.*,
        kinds.event_target,
        coalesce(session_key, min(event_key) over (partition by identifier_key, late_date, session_number)) as visit_key
    from numbered
    inner join {{ ref('int_event_kinds') }} as kinds on numbered.event_kind_key = kinds.event_kind_key
),

-- What else the session held when the event became known: what comes later changes no day before.
published as (
    select
        event_key,
        contact_id,
        visit_key as session_key,
        min(event_target) over ({{ known_by_then }}) = max(event_target) over ({{ known_by_then }}) as has_one_target,
        cast(sum(case when duration_seconds < 0 then 0 else duration_seconds end) over ({{ known_by_then }}) as bigint) as session_seconds
    from visits
)

select * from published
