{{ intent.incremental_by('received_date', fingerprints='int_received_days') }}

with days as (
    select * from {{ ref('int_received_days') }}
),

delivered as (
    {{ intent.received_rows_to_read(ref('int_delivered_events'), this, is_incremental()) }}
),

patterns as (
    select * from {{ ref('stg_intent__bot_patterns') }}
    where matches = 'user_agent'
),

agents as (
    select distinct user_agent
    from delivered
    where user_agent is not null
),

bots as (
    select distinct agents.user_agent
    from agents
    inner join patterns on {{ intent.is_like('agents.user_agent', 'patterns.pattern_like') }}
),

events as (
    select distinct
        received_date,
        {{ intent.event_key() }} as event_key
    from delivered
    where user_agent in (select user_agent from bots) and event_id is not null
),

days_read as (
    select distinct received_date
    from delivered
),

-- A day without bots has a row too: it has been read, and is not read again.
published as (
    select
        days.received_date,
        coalesce(events.event_key, 0) as event_key,
        days.input_fingerprint
    from days_read
    inner join days on days_read.received_date = days.received_date
    left join events on days.received_date = events.received_date
)

select * from published
