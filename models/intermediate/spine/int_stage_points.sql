with buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

composites as (
    select * from {{ ref('stg_intent__composite_signals') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

decay as (
    select * from {{ ref('int_signal_decay') }}
    where share_micro > 0
),

as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

-- Composite signals are made of events that are counted already.
judged as (
    select
        buckets.n_events,
        buckets.n_counted,
        case
            when signals.leak_risk = 'exclude' then 'the signal gives the decision away'
            when not {{ intent.is_visible_as_of('buckets', 'as_of_dates.as_of_date') }} then 'not known yet on the as-of date'
            when decay.signal_name is null then 'too old to count'
            else ''
        end as loss_reason
    from buckets
    inner join signals on buckets.signal_name = signals.signal_name
    cross join as_of_dates
    left join decay
        on
            buckets.signal_name = decay.signal_name
            and {{ intent.days_between('buckets.occurred_date', 'as_of_dates.as_of_date') }} = decay.age_days
    where buckets.signal_name not in (select signal_name from composites)
),

events as (
    select
        loss_reason,
        case when loss_reason = '' then n_counted else n_events end as n_rows
    from judged
    union all
    select
        'more of a day than the cap' as loss_reason,
        n_events - n_counted as n_rows
    from judged
    where loss_reason = '' and n_events > n_counted
),

published as (
    select
        loss_reason,
        cast(sum(n_rows) as bigint) as n_rows
    from events
    group by loss_reason
)

select * from published
