with as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
),

bucket_days as (
    select * from {{ ref('int_bucket_days') }}
),

contact_days as (
    select * from {{ ref('int_known_contact_days') }}
),

configuration as (
    select * from {{ ref('int_configuration_hash') }}
),

visible_buckets as (
    select
        as_of_dates.as_of_date,
        cast(sum(bucket_days.n_buckets + bucket_days.bucket_fingerprint) as bigint) as bucket_fingerprint
    from as_of_dates
    inner join bucket_days on {{ intent.is_visible_as_of('bucket_days', 'as_of_dates.as_of_date') }}
    group by as_of_dates.as_of_date
),

visible_contacts as (
    select
        as_of_dates.as_of_date,
        cast(sum(contact_days.n_contacts + contact_days.contact_fingerprint) as bigint) as contact_fingerprint
    from as_of_dates
    inner join contact_days on as_of_dates.as_of_date >= contact_days.first_known_date
    group by as_of_dates.as_of_date
),

fingerprints as (
    select
        as_of_dates.as_of_date,
        configuration.configuration_number
        + 3 * coalesce(visible_buckets.bucket_fingerprint, 0)
        + 7 * coalesce(visible_contacts.contact_fingerprint, 0) as input_fingerprint
    from as_of_dates
    cross join configuration
    left join visible_buckets on as_of_dates.as_of_date = visible_buckets.as_of_date
    left join visible_contacts on as_of_dates.as_of_date = visible_contacts.as_of_date
)

select * from fingerprints
