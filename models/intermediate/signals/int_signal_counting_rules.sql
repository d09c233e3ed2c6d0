{{ config(materialized='view') }}

with signals as (
    select * from {{ ref('stg_intent__signals') }}
),

-- What decides which events count, and nothing of what they are worth: a changed weight leaves all that reads this alone.
rules as (
    select
        signal_name,
        channel,
        leak_risk = 'exclude' as is_leaking,
        max_events_per_day
    from signals
)

select * from rules
