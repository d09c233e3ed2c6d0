{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}
{%- set setting = (1 if var('intent_fold_plus_addresses') else 0) + (intent.time_zone_number(time_zone) | int) * 2 -%}
{%- set given = intent.checked_var('intent_as_of_date', var('intent_as_of_date')) -%}
{%- set run_date = intent.day_of_run(run_started_at, time_zone) -%}
{%- set reload_days = intent.checked_var('intent_reload_days', var('intent_reload_days')) -%}
{%- set weekday = intent.checked_var('intent_full_check_weekday', var('intent_full_check_weekday')) -%}
{%- set as_of_date = intent.chosen_as_of_date(given, run_date, true) or run_date -%}
{%- set first_day = intent.first_day_to_look_at(reload_days, weekday, as_of_date) -%}
{%- set keeps_days = intent.keeps_stored_days(this, first_day) -%}
{%- set code = intent.reading_code() if reload_days else '' -%}

with all_delivered as (
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

{% if keeps_days %}
-- What is older than intent_reload_days is taken over from the run before, until the weekday of the full check.
kept as (
    {{ intent.stored_days_to_keep(this, first_day, code, 'settings') }}
),

first_unread as (
    select coalesce({{ intent.add_days('max(received_date)', '1') }}, date '1989-12-30') as received_date
    from kept
),

-- The bound of received_at lets an engine skip older rows; a day of another time zone than UTC lies within a day of it.
delivered as (
    select *
    from all_delivered
    where
        received_at >= (select cast({{ intent.add_days('received_date', '-1') }} as timestamp) from first_unread)
        and received_at < timestamp '2100-01-01 00:00:00'
        and received_date >= (select received_date from first_unread)
    union all
    select * from all_delivered
    where received_at is null or received_at < timestamp '1990-01-01 00:00:00' or received_at >= timestamp '2100-01-01 00:00:00'
),
{% else %}
delivered as (
    select * from all_delivered
),
{% endif %}

days as (
    select
        source_name,
        received_date,
        count(*) as n_delivered,
        cast(sum({{ intent.row_fingerprint('delivered') }}) as bigint) as input_fingerprint
    from delivered
    group by source_name, received_date
),

looked_at as (
    select
        days.source_name,
        days.received_date,
        days.n_delivered,
        days.input_fingerprint + settings.input_fingerprint as input_fingerprint
    from days
    cross join settings
    {%- if keeps_days %}
    union all
    select * from kept
    {%- endif %}
),

published as (
    select
        looked_at.source_name,
        looked_at.received_date,
        looked_at.n_delivered,
        looked_at.input_fingerprint,
        settings.input_fingerprint as settings_fingerprint,
        cast('{{ code }}' as {{ intent.string_type() }}) as read_by
    from looked_at
    cross join settings
)

select * from published
