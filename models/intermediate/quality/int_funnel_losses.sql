with spine as (
    select * from {{ ref('int_spine_events') }}
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

suppressed as (
    select * from {{ ref('int_suppressed_contacts') }}
),

bots as (
    select * from {{ ref('int_bot_events') }}
),

kind_signals as (
    select * from {{ ref('int_event_kind_signals') }}
),

buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

-- Composite signals are made of events that are counted already.
signals as (
    select * from {{ ref('stg_intent__signals') }}
    where signal_name not in (select composites.signal_name from {{ ref('stg_intent__composite_signals') }} as composites)
),

decay as (
    select * from {{ ref('int_signal_decay') }}
    where share_micro > 0
),

latest_date as (
    select * from {{ ref('int_latest_as_of_date') }}
),

spine_losses as (
    select
        case
            when owners.contact_id is null then 'no known contact has the identifier'
            when suppressed.contact_id is not null then 'the contact is suppressed'
            when bots.event_key is not null then 'a bot made it'
            when kind_signals.event_kind_key is null then 'no signal rule matches'
            else ''
        end as loss_reason,
        count(*) as n_rows
    from spine
    left join owners on spine.identifier_key = owners.identifier_key
    left join suppressed on owners.contact_id = suppressed.contact_id
    left join bots on spine.event_key = bots.event_key
    left join kind_signals on spine.event_kind_key = kind_signals.event_kind_key
    group by 1
),

bucket_losses as (
    select
        case
            when signals.leak_risk = 'exclude' then 'the signal is never a feature'
            when not {{ intent.is_visible_as_of('buckets', 'latest_date.as_of_date') }} then 'not known yet on the as-of date'
            when decay.signal_name is null then 'fully decayed'
            else ''
        end as loss_reason,
        cast(sum(buckets.n_events) as bigint) as n_events,
        cast(sum(buckets.n_counted) as bigint) as n_counted
    from buckets
    inner join signals on buckets.signal_name = signals.signal_name
    cross join latest_date
    left join decay
        on
            buckets.signal_name = decay.signal_name
            and {{ intent.days_between('buckets.occurred_date', 'latest_date.as_of_date') }} = decay.age_days
    group by 1
),

losses as (
    select
        2 as stage_number,
        loss_reason,
        n_rows
    from spine_losses
    union all
    select
        3 as stage_number,
        loss_reason,
        case loss_reason when '' then n_counted else n_events end as n_rows
    from bucket_losses
    union all
    select
        3 as stage_number,
        'over the daily cap' as loss_reason,
        n_events - n_counted as n_rows
    from bucket_losses
    where loss_reason = '' and n_events > n_counted
)

select * from losses
