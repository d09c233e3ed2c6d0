with spine as (
    select * from {{ ref('int_spine_events') }}
),

scanner_clicks as (
    select * from {{ ref('int_scanner_clicks') }}
),

agent_events as (
    select * from {{ ref('int_bot_agent_events') }}
),

bot_days as (
    select * from {{ ref('int_bot_days') }}
),

suspected as (
    select
        event_key,
        identifier_key,
        bot_reason
    from scanner_clicks
    union all
    select
        spine.event_key,
        spine.identifier_key,
        'a bot by its user agent' as bot_reason
    from spine
    inner join agent_events
        on
            {{ intent.hashed_event_key('spine.event_key') }} = agent_events.event_key
            and spine.event_check = agent_events.event_check
    union all
    select
        spine.event_key,
        spine.identifier_key,
        bot_days.bot_reason
    from spine
    inner join bot_days
        on spine.received_date = bot_days.received_date and spine.identifier_key = bot_days.identifier_key
),

published as (
    select
        event_key,
        identifier_key,
        min(bot_reason) as bot_reason
    from suspected
    group by event_key, identifier_key
)

select * from published
