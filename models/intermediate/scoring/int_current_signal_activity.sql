with buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

decay as (
    select * from {{ ref('int_signal_decay') }}
    where share_micro > 0
),

as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

activity as (
    select
        as_of_dates.as_of_date,
        buckets.contact_id,
        buckets.signal_name,
        cast(sum(buckets.n_events) as bigint) as n_events,
        max(buckets.occurred_date) as last_occurred_date
    from as_of_dates
    inner join buckets on {{ intent.is_visible_as_of('buckets', 'as_of_dates.as_of_date') }}
    inner join decay
        on
            buckets.signal_name = decay.signal_name
            and {{ intent.days_between('buckets.occurred_date', 'as_of_dates.as_of_date') }} = decay.age_days
    group by as_of_dates.as_of_date, buckets.contact_id, buckets.signal_name
)

select * from activity
