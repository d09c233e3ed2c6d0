{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='as_of_date',
    meta={'slices': 'int_as_of_fingerprints'}
) }}

with dates as (
    {{ intent.as_of_dates_to_build(this, is_incremental()) }}
),

buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

decay as (
    select * from {{ ref('int_signal_decay') }}
),

-- For each as-of date: which day of which signal counts how much.
dated_decay as (
    select
        dates.as_of_date,
        dates.input_fingerprint,
        decay.*,
        {{ intent.add_days('dates.as_of_date', '-decay.age_days') }} as occurred_date
    from dates
    cross join decay
),

decayed as (
    select
        dated_decay.as_of_date,
        buckets.contact_id,
        buckets.signal_name as feature_name,
        dated_decay.cap_micro,
        dated_decay.input_fingerprint,
        sum(buckets.n_counted * dated_decay.share_micro) as value_micro,
        sum(buckets.n_counted * dated_decay.share_7_days_ago_micro) as value_7_days_ago_micro,
        sum(buckets.n_counted * dated_decay.share_14_days_ago_micro) as value_14_days_ago_micro,
        sum(case when dated_decay.share_micro > 0 then buckets.n_events else 0 end) as n_events,
        max(buckets.occurred_date) as last_occurred_date
    from buckets
    inner join dated_decay
        on
            buckets.signal_name = dated_decay.signal_name
            and buckets.occurred_date = dated_decay.occurred_date
            and {{ intent.is_visible_as_of('buckets', 'dated_decay.as_of_date') }}
    group by
        dated_decay.as_of_date, buckets.contact_id, buckets.signal_name, dated_decay.cap_micro,
        dated_decay.input_fingerprint
),

published as (
    select
        as_of_date,
        contact_id,
        feature_name,
        cast(least(value_micro, cap_micro) as bigint) as value_micro,
        cast(least(value_7_days_ago_micro, cap_micro) as bigint) as value_7_days_ago_micro,
        cast(least(value_14_days_ago_micro, cap_micro) as bigint) as value_14_days_ago_micro,
        cast(n_events as bigint) as n_events,
        last_occurred_date,
        input_fingerprint
    from decayed
)

select * from published
