{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='received_date',
    meta={'slices': 'int_received_days'}
) }}

with days as (
    select * from {{ ref('int_received_days') }}
),

{% if is_incremental() %}
changed_days as (
    {{ intent.changed_slices(ref('int_received_days'), this, 'received_date') }}
),

delivered as (
    {{ intent.received_on(ref('int_delivered_events'), 'changed_days') }}
),
{% else %}
delivered as (
    select * from {{ ref('int_delivered_events') }}
),
{% endif %}

patterns as (
    select * from {{ ref('stg_intent__bot_patterns') }}
    where matches = 'user_agent'
),

agents as (
    select distinct user_agent
    from delivered
    where user_agent is not null
),

programs as (
    select distinct agents.user_agent
    from agents
    inner join patterns on {{ intent.is_like('agents.user_agent', 'patterns.pattern_like') }}
),

events as (
    select distinct
        received_date,
        {{ intent.stable_key("source_name || ':' || event_id") }} as event_key
    from delivered
    where user_agent in (select user_agent from programs) and event_id is not null
),

published as (
    select
        events.received_date,
        events.event_key,
        days.input_fingerprint
    from events
    inner join days on events.received_date = days.received_date
)

select * from published
