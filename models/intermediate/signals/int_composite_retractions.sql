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

takers as (
    select distinct
        signal_name,
        member_signal_name
    from conditions
),

-- From the first day of its window on, a composite day can be taken back.
open_days as (
    select
        composite_days.contact_id,
        composite_days.signal_name,
        composite_days.occurred_date,
        composite_days.known_date,
        {{ intent.add_days('composite_days.occurred_date', '1 - composites.window_days') }} as first_date
    from composite_days
    inner join composites on composite_days.signal_name = composites.signal_name
    where composite_days.signal_name in (select signal_name from takers)
),

open_signals as (
    select distinct
        contact_id,
        signal_name
    from open_days
),

acts as (
    select
        rule_days.contact_id,
        takers.signal_name,
        rule_days.occurred_date,
        min(greatest(rule_days.occurred_date, rule_days.known_date)) as taken_date
    from rule_days
    inner join takers on rule_days.signal_name = takers.member_signal_name
    inner join open_signals on rule_days.contact_id = open_signals.contact_id and takers.signal_name = open_signals.signal_name
    group by rule_days.contact_id, takers.signal_name, rule_days.occurred_date
),

-- Composite days and acts in one line, so that each is read once: a join would pair each with all acts of the contact.
lined_up as (
    select
        contact_id,
        signal_name,
        first_date as line_date,
        occurred_date,
        known_date,
        cast(null as date) as taken_date
    from open_days
    union all
    select
        contact_id,
        signal_name,
        occurred_date as line_date,
        cast(null as date) as occurred_date,
        cast(null as date) as known_date,
        taken_date
    from acts
),

first_acts as (
    select
        contact_id,
        signal_name,
        occurred_date,
        known_date,
        min(taken_date) over (
            partition by contact_id, signal_name order by line_date desc range between unbounded preceding and current row
        ) as retracted_date
    from lined_up
)

select * from first_acts
where occurred_date is not null and retracted_date is not null
