{{ intent.cached_by('int_contact_revisions', partition_column='contact_id') }}

with rule_days as (
    select * from {{ ref('int_rule_signal_days') }}
    where {{ intent.is_changed_contact('contact_id') }}
),

composite_days as (
    select * from {{ ref('int_composite_signal_days') }}
    where {{ intent.is_changed_contact('contact_id') }}
),

retractions as (
    select * from {{ ref('int_composite_retractions') }}
    where {{ intent.is_changed_contact('contact_id') }}
),

signals as (
    select * from {{ ref('int_signal_counting_rules') }}
),

composite_days_with_end as (
    select
        composite_days.contact_id,
        composite_days.signal_name,
        composite_days.occurred_date,
        composite_days.known_date,
        coalesce(retractions.retracted_date, date '9999-12-31') as retracted_date,
        composite_days.n_events
    from composite_days
    left join retractions
        on
            composite_days.contact_id = retractions.contact_id
            and composite_days.signal_name = retractions.signal_name
            and composite_days.occurred_date = retractions.occurred_date
            and composite_days.known_date = retractions.known_date
),

signal_days as (
    select
        contact_id,
        signal_name,
        occurred_date,
        known_date,
        date '9999-12-31' as retracted_date,
        n_events
    from rule_days
    union all
    select * from composite_days_with_end
),

-- The daily cap counts what was known first: a late row cannot push out an event that already counted.
running_totals as (
    select
        *,
        sum(n_events) over (
            partition by contact_id, signal_name, occurred_date
            order by known_date, retracted_date
            rows between unbounded preceding and current row
        ) as n_events_so_far
    from signal_days
),

published as (
    select
        running_totals.contact_id,
        running_totals.signal_name,
        running_totals.occurred_date,
        running_totals.known_date,
        running_totals.retracted_date,
        running_totals.n_events,
        cast(
            least(running_totals.n_events_so_far, signals.max_events_per_day)
            - least(running_totals.n_events_so_far - running_totals.n_events, signals.max_events_per_day) as bigint
        ) as n_counted
    from running_totals
    inner join signals on running_totals.signal_name = signals.signal_name
)

select * from published
