{{ intent.incremental_by('as_of_date', fingerprints='int_feature_fingerprints') }}

with dates as (
    {{ intent.partitions_to_build(ref('int_feature_fingerprints'), 'as_of_date', this, is_incremental()) }}
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
        decay.*,
        {{ intent.add_days('dates.as_of_date', '-decay.age_days') }} as occurred_date
    from dates
    cross join decay
),

decayed as (
    select
        dated_decay.as_of_date,
        buckets.contact_id,
        buckets.signal_name,
        cast(sum(buckets.n_counted * dated_decay.share_micro) as bigint) as value_micro,
        cast(sum(buckets.n_counted * dated_decay.share_7_days_ago_micro) as bigint) as value_7_days_ago_micro,
        cast(sum(buckets.n_counted * dated_decay.share_14_days_ago_micro) as bigint) as value_14_days_ago_micro,
        cast(sum(case when dated_decay.share_micro > 0 then buckets.n_events else 0 end) as bigint) as n_events,
        cast(sum(case when dated_decay.share_micro > 0 then buckets.n_counted else 0 end) as bigint) as n_counted,
        min(case when dated_decay.share_micro > 0 then dated_decay.age_days end) as days_since_latest,
        min(case when dated_decay.share_7_days_ago_micro > 0 then dated_decay.age_days - 7 end) as days_since_latest_7_days_ago,
        min(case when dated_decay.share_14_days_ago_micro > 0 then dated_decay.age_days - 14 end) as days_since_latest_14_days_ago
    from buckets
    inner join dated_decay
        on
            buckets.signal_name = dated_decay.signal_name
            and buckets.occurred_date = dated_decay.occurred_date
            and {{ intent.is_visible_as_of('buckets', 'dated_decay.as_of_date') }}
    group by dated_decay.as_of_date, buckets.contact_id, buckets.signal_name
),

-- Not capped: a cap belongs to the scorecard, so that another one leaves the features alone.
published as (
    select
        decayed.as_of_date,
        decayed.contact_id,
        decayed.signal_name as feature_name,
        decayed.value_micro,
        decayed.value_7_days_ago_micro,
        decayed.value_14_days_ago_micro,
        decayed.n_events,
        decayed.n_counted,
        decayed.days_since_latest,
        decayed.days_since_latest_7_days_ago,
        decayed.days_since_latest_14_days_ago,
        dates.input_fingerprint
    from decayed
    inner join dates on decayed.as_of_date = dates.as_of_date
)

select * from published
