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

visible as (
    select
        dates.as_of_date,
        dates.input_fingerprint,
        buckets.*,
        {{ intent.days_between('buckets.occurred_date', 'dates.as_of_date') }} as age_days
    from dates
    inner join buckets on {{ intent.is_visible_as_of('buckets', 'dates.as_of_date') }}
),

decayed as (
    select
        visible.as_of_date,
        visible.contact_id,
        visible.signal_name as feature_name,
        decay.cap_micro,
        visible.input_fingerprint,
        sum(visible.n_counted * decay.share_micro) as value_micro,
        sum(visible.n_counted * decay.share_7_days_ago_micro) as value_7_days_ago_micro,
        sum(visible.n_counted * decay.share_14_days_ago_micro) as value_14_days_ago_micro,
        sum(case when decay.share_micro > 0 then visible.n_events else 0 end) as n_events,
        max(visible.occurred_date) as last_occurred_date
    from visible
    inner join decay on visible.signal_name = decay.signal_name and visible.age_days = decay.age_days
    group by visible.as_of_date, visible.contact_id, visible.signal_name, decay.cap_micro, visible.input_fingerprint
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
