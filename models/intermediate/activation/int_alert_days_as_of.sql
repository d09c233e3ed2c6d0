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
        scores.as_of_date,
        scores.contact_id,
        accounts.account_id,
        segments.segment_name,
        scores.score,
        scores.is_spiking,
        as_of_dates.days_ago
    from {{ ref('int_contact_scores_as_of') }} as scores
    inner join as_of_dates on scores.as_of_date = as_of_dates.as_of_date
    inner join {{ ref('int_contact_segments_as_of') }} as segments
        on scores.as_of_date = segments.as_of_date and scores.contact_id = segments.contact_id
    left join {{ ref('int_contact_accounts') }} as accounts on scores.contact_id = accounts.contact_id
    where
        scores.scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
        and as_of_dates.days_ago <= {{ daily_days }}
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

contacts as (
    select * from {{ ref('int_contacts') }}
),

account_segments as (
    select
        as_of_date,
        account_id,
        segment_name,
        count(*) as n_people
    from history
    group by as_of_date, account_id, segment_name
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
            and rules.segment_name in (history.segment_name, 'any')
            and (history.is_spiking or not rules.needs_spike)
    inner join contacts on history.contact_id = contacts.contact_id
    left join signal_days
        on
            rules.rule_name = signal_days.rule_name
            and history.as_of_date = signal_days.as_of_date
            and history.contact_id = signal_days.contact_id
    left join account_segments
        on
            history.as_of_date = account_segments.as_of_date
            and history.account_id = account_segments.account_id
            and rules.colleague_segment = account_segments.segment_name
    where
        (rules.signal_like = 'any' or signal_days.contact_id is not null)
        and (
            rules.colleague_segment = 'any'
            or (
                account_segments.n_people > case when history.segment_name = rules.colleague_segment then 1 else 0 end
                and {{ intent.days_between('contacts.first_known_date', 'history.as_of_date') }} <= {{ new_for_days }}
            )
        )
)

select * from held
