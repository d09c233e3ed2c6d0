{{ config(materialized='table') }}
{%- set new_for_days = 6 -%}
{%- set daily_days = intent.checked_var('intent_daily_history_days', var('intent_daily_history_days')) -%}

with as_of_dates as (
    select
        as_of_date,
        {{ intent.days_between('as_of_date', 'max(as_of_date) over ()') }} as days_ago
    from {{ ref('int_as_of_dates') }}
),

history as (
    select
        history.*,
        as_of_dates.days_ago
    from {{ ref('intent_contact_score_history') }} as history
    inner join as_of_dates on history.as_of_date = as_of_dates.as_of_date
    where as_of_dates.days_ago <= {{ daily_days }}
),

rules as (
    select * from {{ ref('stg_intent__alert_rules') }}
),

signal_days as (
    select distinct
        rules.rule_name,
        as_of_dates.as_of_date,
        signal_days.contact_id
    from {{ ref('int_contact_signal_days') }} as signal_days
    inner join rules on {{ intent.is_like('signal_days.signal_name', 'rules.signal_like') }}
    inner join as_of_dates
        on
            as_of_dates.as_of_date >= signal_days.occurred_date
            and as_of_dates.as_of_date >= signal_days.known_date
            and as_of_dates.as_of_date < signal_days.retracted_date
            and {{ intent.days_between('signal_days.occurred_date', 'as_of_dates.as_of_date') }} < rules.signal_days
    where as_of_dates.days_ago <= {{ daily_days }}
),

-- Since when somebody is a person of the account, and how many of the account are in a segment on a date.
first_days as (
    select
        contact_id,
        first_known_date
    from {{ ref('int_contacts') }}
),

account_segments as (
    select
        as_of_date,
        account_id,
        segment,
        count(*) as n_people
    from history
    group by as_of_date, account_id, segment
),

-- Where and when everything that a rule asks for holds.
held as (
    select
        rules.rule_name,
        history.contact_id,
        history.as_of_date,
        history.days_ago
    from history
    inner join rules
        on
            history.score >= rules.min_score
            and rules.segment_name in (history.segment, 'any')
            and (history.is_spiking or not rules.needs_spike)
    inner join first_days on history.contact_id = first_days.contact_id
    left join signal_days
        on
            rules.rule_name = signal_days.rule_name
            and history.as_of_date = signal_days.as_of_date
            and history.contact_id = signal_days.contact_id
    left join account_segments
        on
            history.as_of_date = account_segments.as_of_date
            and history.account_id = account_segments.account_id
            and rules.colleague_segment = account_segments.segment
    where
        (rules.signal_like = 'any' or signal_days.contact_id is not null)
        and (
            rules.colleague_segment = 'any'
            or (
                account_segments.n_people > case when history.segment = rules.colleague_segment then 1 else 0 end
                and {{ intent.days_between('first_days.first_known_date', 'history.as_of_date') }} <= {{ new_for_days }}
            )
        )
)

select * from held
