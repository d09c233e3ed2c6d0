{#- At most one alert per contact and rule in seven days: on none of the six days before did the rule hold. -#}
{%- set quiet_days = 6 -%}
{%- set daily_days = intent.checked_var('intent_daily_history_days', var('intent_daily_history_days')) -%}
{%- set string = intent.string_type() -%}
{%- set alert_parts = ['raised.rule_name', 'cast(raised.contact_id as ' ~ string ~ ')', 'cast(raised.as_of_date as ' ~ string ~ ')'] %}

with alert_days as (
    select * from {{ ref('int_alert_days_as_of') }}
),

rules as (
    select * from {{ ref('stg_intent__alert_rules') }}
),

scores as (
    select * from {{ ref('intent_contact_scores') }}
),

owners as (
    select * from {{ ref('int_contact_owners') }}
    where is_synced
),

-- The day before on which the rule held, whatever it was about.
days as (
    select
        *,
        lag(days_ago) over (partition by rule_name, contact_id order by as_of_date) as days_ago_before
    from alert_days
),

-- Only of days whose days before are known; nobody whom sales may not call, unless the rule is for everybody.
raised as (
    select
        days.rule_name,
        days.contact_id,
        days.as_of_date,
        rules.alert_text,
        rules.next_step,
        rules.due_hours
    from days
    inner join rules on days.rule_name = rules.rule_name
    inner join scores on days.contact_id = scores.contact_id
    where
        days.days_ago + {{ quiet_days }} <= {{ daily_days }}
        and (days.days_ago_before is null or days.days_ago_before - days.days_ago > {{ quiet_days }})
        and (rules.is_for_everybody or scores.is_for_sales)
),

published as (
    select
        cast({{ intent.stable_key(intent.joined_strings(alert_parts)) }} as {{ string }}) as alert_id,
        raised.as_of_date,
        raised.contact_id,
        scores.account_id,
        owners.owner_id,
        raised.rule_name,
        raised.alert_text,
        scores.full_name,
        scores.email,
        scores.account_name,
        scores.segment,
        scores.reason_1,
        case when scores.is_for_sales and raised.next_step <> 'none' then raised.next_step else scores.recommended_action end
            as recommended_action,
        scores.score,
        raised.due_hours,
        row_number() over (
            partition by raised.contact_id, raised.as_of_date
            order by raised.due_hours, raised.rule_name
        ) = 1 as is_main
    from raised
    inner join scores on raised.contact_id = scores.contact_id
    inner join owners on raised.contact_id = owners.contact_id
)

select * from published
