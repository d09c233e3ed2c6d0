-- depends_on: {{ ref('int_scoring_errors') }}
{{ config(meta={'stands_for': ['int_contact_signal_days', 'int_contact_channel_days', 'int_signal_decay']}) }}

with as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
),

bucket_days as (
    select * from {{ ref('int_bucket_day_fingerprints') }}
),

decay as (
    select * from {{ ref('int_signal_decay') }}
),

settings as (
    {{ intent.joint_fingerprint(['decay']) }}
),

visible_buckets as (
    select
        as_of_dates.as_of_date,
        cast(sum(bucket_days.bucket_fingerprint) as bigint) as bucket_fingerprint
    from as_of_dates
    inner join bucket_days on {{ intent.is_visible_as_of('bucket_days', 'as_of_dates.as_of_date') }}
    group by as_of_dates.as_of_date
),

fingerprints as (
    select
        as_of_dates.as_of_date,
        settings.input_fingerprint + coalesce(visible_buckets.bucket_fingerprint, 0) as input_fingerprint
    from as_of_dates
    cross join settings
    left join visible_buckets on as_of_dates.as_of_date = visible_buckets.as_of_date
)

select * from fingerprints
