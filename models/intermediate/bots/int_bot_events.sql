with spine as (
    select * from {{ ref('int_spine_events') }}
),

scanned_clicks as (
    select * from {{ ref('int_scanned_clicks') }}
),

program_events as (
    select * from {{ ref('int_program_events') }}
),

program_days as (
    select * from {{ ref('int_program_days') }}
),

suspected as (
    select
        event_key,
        bot_reason
    from scanned_clicks
    union all
    select
        event_key,
        'a program by its user agent' as bot_reason
    from program_events
    union all
    select
        spine.event_key,
        program_days.bot_reason
    from spine
    inner join program_days
        on spine.received_date = program_days.received_date and spine.identifier_key = program_days.identifier_key
),

events as (
    select
        event_key,
        min(bot_reason) as bot_reason
    from suspected
    group by event_key
),

published as (
    select
        events.event_key,
        spine.identifier_key,
        events.bot_reason
    from events
    inner join spine on events.event_key = spine.event_key
)

select * from published
