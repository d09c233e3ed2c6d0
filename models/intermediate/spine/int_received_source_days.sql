{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}
{%- set setting = (1 if var('intent_fold_plus_addresses') else 0) + (intent.time_zone_number(time_zone) | int) * 2 -%}

with delivered as (
    select * from {{ ref('int_delivered_events') }}
),

blocked as (
    select * from {{ ref('stg_intent__blocked_identifiers') }}
),

agents as (
    select * from {{ ref('stg_intent__bot_patterns') }}
    where matches in ('user_agent', 'not_a_bot')
),

-- Another list of blocked values or of bots validates every row again, and so does another way to read an email or to cut days.
settings as (
    {{ intent.joint_fingerprint(['blocked', 'agents'], setting=setting) }}
),

days as (
    select
        source_name,
        received_date,
        count(*) as n_delivered,
        cast(sum({{ intent.row_fingerprint('delivered') }}) as bigint) as input_fingerprint
    from delivered
    group by source_name, received_date
),

published as (
    select
        days.source_name,
        days.received_date,
        days.n_delivered,
        days.input_fingerprint + settings.input_fingerprint as input_fingerprint
    from days
    cross join settings
)

select * from published
