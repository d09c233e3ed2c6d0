with as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

contacts as (
    select * from {{ ref('int_known_contacts') }}
),

lifecycles as (
    select * from {{ ref('int_current_contact_lifecycles') }}
),

rules as (
    select
        *,
        row_number() over (order by rule_order, looks_at, value_like, within_days) as condition_number
    from {{ ref('stg_intent__archetype_rules') }}
),

buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

-- By tier a signal is looked at only where it gives points.
signal_conditions as (
    select
        rules.condition_number,
        rules.within_days,
        signals.signal_name
    from rules
    inner join signals
        on
            (rules.looks_at = 'signal' and {{ intent.is_like('signals.signal_name', 'rules.value_like') }})
            or (rules.looks_at = 'tier' and rules.value_like = signals.tier and signals.points_micro <> 0)
),

counted as (
    select
        buckets.contact_id,
        signal_conditions.condition_number,
        cast(count(distinct buckets.occurred_date) as bigint) as n_days
    from as_of_dates
    inner join buckets on {{ intent.is_visible_as_of('buckets', 'as_of_dates.as_of_date') }}
    inner join signal_conditions
        on
            buckets.signal_name = signal_conditions.signal_name
            and {{ intent.days_between('buckets.occurred_date', 'as_of_dates.as_of_date') }} < signal_conditions.within_days
    group by buckets.contact_id, signal_conditions.condition_number
),

-- A rule holds where none of its rows fails; a lifecycle that is the row's counts as one day.
rules_met as (
    select
        contacts.contact_id,
        rules.rule_order,
        max(rules.archetype) as archetype
    from contacts
    cross join rules
    left join lifecycles on contacts.contact_id = lifecycles.contact_id
    left join counted on contacts.contact_id = counted.contact_id and rules.condition_number = counted.condition_number
    group by contacts.contact_id, rules.rule_order
    having
        min(case
            when
                case
                    when rules.looks_at <> 'lifecycle' then coalesce(counted.n_days, 0)
                    when coalesce(lifecycles.lifecycle, 'prospect') = rules.value_like then 1
                    else 0
                end between rules.min_days and rules.max_days
                then 1
            else 0
        end) = 1
),

ranked as (
    select
        *,
        row_number() over (partition by contact_id order by rule_order) as choice
    from rules_met
),

published as (
    select
        contact_id,
        archetype
    from ranked
    where choice = 1
)

select * from published
