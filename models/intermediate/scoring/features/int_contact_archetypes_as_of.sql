{{ intent.incremental_by('as_of_date', fingerprints='int_archetype_fingerprints') }}

with dates as (
    {{ intent.partitions_to_build(ref('int_archetype_fingerprints'), 'as_of_date', this, is_incremental()) }}
),

-- Of each rule the number of rows that ask for something: where it is 0, who did nothing fits.
rules as (
    select
        *,
        row_number() over (order by rule_order, looks_at, value_like, within_days) as condition_number,
        sum(case when min_days > 0 then 1 else 0 end) over (partition by rule_order) as n_asked
    from {{ ref('stg_intent__archetype_rules') }}
),

-- By tier a signal is looked at only where it gives points.
signal_conditions as (
    select
        rules.condition_number,
        rules.within_days,
        signals.signal_name
    from rules
    inner join {{ ref('stg_intent__signals') }} as signals
        on
            (rules.looks_at = 'signal' and {{ intent.is_like('signals.signal_name', 'rules.value_like') }})
            or (rules.looks_at = 'tier' and rules.value_like = signals.tier and signals.points_micro <> 0)
),

contacts as (
    select
        dates.as_of_date,
        contacts.contact_id,
        coalesce(lifecycles.lifecycle, 'prospect') as lifecycle
    from dates
    inner join {{ ref('int_known_contacts') }} as contacts on dates.as_of_date >= contacts.first_known_date
    left join {{ ref('int_contact_lifecycles') }} as lifecycles
        on contacts.contact_id = lifecycles.contact_id and dates.as_of_date between lifecycles.from_date and lifecycles.last_date
),

-- A lifecycle that is the row's counts as one day.
observed as (
    select
        dates.as_of_date,
        buckets.contact_id,
        signal_conditions.condition_number,
        count(distinct buckets.occurred_date) as n_days
    from dates
    inner join {{ ref('int_contact_signal_days') }} as buckets on {{ intent.is_visible_as_of('buckets', 'dates.as_of_date') }}
    inner join signal_conditions
        on
            buckets.signal_name = signal_conditions.signal_name
            and {{ intent.days_between('buckets.occurred_date', 'dates.as_of_date') }} < signal_conditions.within_days
    group by dates.as_of_date, buckets.contact_id, signal_conditions.condition_number
    union all
    select
        contacts.as_of_date,
        contacts.contact_id,
        rules.condition_number,
        case when rules.looks_at = 'lifecycle' and rules.value_like = contacts.lifecycle then 1 else 0 end as n_days
    from contacts
    inner join rules on rules.n_asked = 0 or (rules.looks_at = 'lifecycle' and rules.value_like = contacts.lifecycle)
),

-- A rule holds where all that it asks for is there and none of its rows fails; the first one counts.
ranked as (
    select
        observed.as_of_date,
        observed.contact_id,
        max(rules.archetype) as archetype,
        row_number() over (partition by observed.as_of_date, observed.contact_id order by rules.rule_order) as choice
    from observed
    inner join rules on observed.condition_number = rules.condition_number
    group by observed.as_of_date, observed.contact_id, rules.rule_order
    having
        sum(case when rules.min_days > 0 then 1 else 0 end) = max(rules.n_asked)
        and min(case when observed.n_days between rules.min_days and rules.max_days then 1 else 0 end) = 1
),

published as (
    select
        ranked.as_of_date,
        ranked.contact_id,
        ranked.archetype,
        dates.input_fingerprint
    from ranked
    inner join dates on ranked.as_of_date = dates.as_of_date
    where ranked.choice = 1
)

select * from published
