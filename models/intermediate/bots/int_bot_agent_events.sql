{{ intent.incremental_by('received_date', fingerprints='int_received_days') }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with days as (
    select * from {{ ref('int_received_days') }}
),

delivered as (
    {{ intent.received_rows_to_read(ref('int_delivered_events'), this, is_incremental(), time_zone) }}
),

-- A pattern in small letters stands for capitals too; one with a capital is matched as it is written.
patterns as (
    select
        matches,
        pattern_like = lower(pattern_like) as is_any_case,
        replace(replace(pattern_like, '!', '!!'), '_', '!_') as escaped_like
    from {{ ref('stg_intent__bot_patterns') }}
    where matches in ('user_agent', 'not_a_bot')
),

agents as (
    select
        user_agent,
        lower(user_agent) as lower_agent
    from delivered
    where user_agent is not null
    group by user_agent
),

matched_agents as (
    select distinct
        agents.user_agent,
        patterns.matches
    from agents
    inner join patterns
        on case when patterns.is_any_case then agents.lower_agent else agents.user_agent end like patterns.escaped_like escape '!'
),

bots as (
    select user_agent
    from matched_agents
    group by user_agent
    having max(case when matches = 'not_a_bot' then 1 else 0 end) = 0
),

events as (
    select distinct
        received_date,
        {{ intent.event_key() }} as event_key,
        {{ intent.event_check() }} as event_check
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
        coalesce(events.event_check, 0) as event_check,
        days.input_fingerprint
    from days_read
    inner join days on days_read.received_date = days.received_date
    left join events on days.received_date = events.received_date
)

select * from published
