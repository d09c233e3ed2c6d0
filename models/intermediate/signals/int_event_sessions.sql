-- depends_on: {{ ref('int_bucket_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_bucket_inputs'}) }}

with spine as (
    select * from {{ ref('int_spine_events') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

members as (
    select * from {{ ref('int_composite_members') }}
    where scope = 'session' or measure = 'sessions'
),

-- Only where a composite signal can come of it: an identifier's day with enough events, or with sessions of the source's own.
asked_for as (
    select
        spine.received_date,
        spine.identifier_key
    from spine
    inner join kind_signals on spine.event_kind_key = kind_signals.event_kind_key
    inner join members on kind_signals.signal_name = members.member_signal_name
    group by spine.received_date, spine.identifier_key, members.signal_name, members.scope, members.min_count
    having members.scope <> 'session' or count(*) >= members.min_count or max(spine.session_key) is not null
),

asked_for_once as (
    select distinct
        received_date,
        identifier_key
    from asked_for
),

gaps as (
    select
        spine.received_date,
        spine.event_key,
        spine.identifier_key,
        spine.session_key,
        spine.occurred_at,
        lag(spine.occurred_at) over (
            partition by spine.received_date, spine.identifier_key
            order by spine.occurred_at, spine.event_key
        ) as previous_occurred_at
    from spine
    inner join asked_for_once
        on spine.received_date = asked_for_once.received_date and spine.identifier_key = asked_for_once.identifier_key
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
        coalesce(
            session_key,
            min(event_key) over (partition by received_date, identifier_key, session_number)
        ) as session_key
    from numbered
)

select * from published
