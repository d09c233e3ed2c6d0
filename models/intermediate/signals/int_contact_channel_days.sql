{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}

with rule_days as (
    select * from {{ ref('int_rule_signal_days') }}
    where {{ intent.is_changed_contact('contact_id') }}
),

signals as (
    select * from {{ ref('int_signal_counting_rules') }}
),

-- Events only: a composite signal is made of events that are counted already.
days as (
    select
        rule_days.contact_id,
        signals.channel,
        rule_days.occurred_date,
        rule_days.known_date,
        date '9999-12-31' as retracted_date,
        signals.is_leaking,
        cast(sum(rule_days.n_events) as bigint) as n_events
    from rule_days
    inner join signals on rule_days.signal_name = signals.signal_name
    group by
        rule_days.contact_id, signals.channel, rule_days.occurred_date, rule_days.known_date, signals.is_leaking
)

select * from days
