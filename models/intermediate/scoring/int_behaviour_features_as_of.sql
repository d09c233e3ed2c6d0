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

signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude' and tier <> 'negative'
),

-- 90 days of behaviour, as seen on the as-of date, 7 and 14 days before.
visible as (
    select
        dates.as_of_date,
        dates.input_fingerprint,
        buckets.contact_id,
        buckets.n_events,
        buckets.occurred_date,
        signals.channel,
        {{ intent.days_between('buckets.occurred_date', 'dates.as_of_date') }} as age_days
    from dates
    inner join buckets on {{ intent.is_visible_as_of('buckets', 'dates.as_of_date') }}
    inner join signals on buckets.signal_name = signals.signal_name
    where {{ intent.days_between('buckets.occurred_date', 'dates.as_of_date') }} <= 104
),

views as (
    {% for days_ago in [0, 7, 14] %}
    select
        as_of_date,
        input_fingerprint,
        contact_id,
        {{ days_ago }} as days_ago,
        min(age_days - {{ days_ago }}) as days_since_last_event,
        sum(n_events) as events_90_days,
        sum(case when age_days - {{ days_ago }} < 7 then n_events else 0 end) as events_7_days,
        count(distinct case when age_days - {{ days_ago }} < 30 then occurred_date end) as active_days_30_days,
        count(distinct case when age_days - {{ days_ago }} < 30 then channel end) as channels_30_days,
        max(occurred_date) as last_occurred_date
    from visible
    where age_days between {{ days_ago }} and {{ days_ago + 90 }}
    group by as_of_date, input_fingerprint, contact_id
    {{ "union all" if not loop.last }}
    {% endfor %}
),

features as (
    {% for feature in ['days_since_last_event', 'events_90_days', 'events_7_days', 'active_days_30_days', 'channels_30_days'] %}
    select
        as_of_date,
        input_fingerprint,
        contact_id,
        '{{ feature }}' as feature_name,
        days_ago,
        cast({{ feature }} as bigint) * 1000000 as value_micro,
        cast(events_90_days as bigint) as n_events,
        last_occurred_date
    from views
    {{ "union all" if not loop.last }}
    {% endfor %}
),

published as (
    select
        as_of_date,
        contact_id,
        feature_name,
        max(case when days_ago = 0 then value_micro end) as value_micro,
        max(case when days_ago = 7 then value_micro end) as value_7_days_ago_micro,
        max(case when days_ago = 14 then value_micro end) as value_14_days_ago_micro,
        max(case when days_ago = 0 then n_events end) as n_events,
        max(last_occurred_date) as last_occurred_date,
        input_fingerprint
    from features
    group by as_of_date, contact_id, feature_name, input_fingerprint
)

select * from published
