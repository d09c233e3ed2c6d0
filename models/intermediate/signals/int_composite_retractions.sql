{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}

with composite_days as (
    select * from {{ ref('int_composite_signal_days') }}
    where {{ intent.is_changed_contact('contact_id') }}
),

composites as (
    select * from {{ ref('stg_intent__composite_signals') }}
),

conditions as (
    select * from {{ ref('int_composite_conditions') }}
    where requires = 'unless'
),

rule_days as (
    select * from {{ ref('int_rule_signal_days') }}
    where {{ intent.is_changed_contact('contact_id') }}
),

retractions as (
    select
        composite_days.contact_id,
        composite_days.signal_name,
        composite_days.occurred_date,
        composite_days.known_date,
        min(greatest(rule_days.occurred_date, rule_days.known_date)) as retracted_date
    from composite_days
    inner join composites on composite_days.signal_name = composites.signal_name
    inner join conditions on composite_days.signal_name = conditions.signal_name
    inner join rule_days
        on
            composite_days.contact_id = rule_days.contact_id
            and conditions.member_signal_name = rule_days.signal_name
            and {{ intent.days_between('rule_days.occurred_date', 'composite_days.occurred_date') }} < composites.window_days
    group by
        composite_days.contact_id, composite_days.signal_name, composite_days.occurred_date, composite_days.known_date
)

select * from retractions
