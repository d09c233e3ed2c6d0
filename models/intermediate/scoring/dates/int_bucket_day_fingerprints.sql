{{ intent.cached_by('int_contact_revisions') }}

with buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

channel_days as (
    select * from {{ ref('int_contact_channel_days') }}
),

days as (
    select
        occurred_date,
        known_date,
        retracted_date,
        count(*) as n_rows,
        sum({{ intent.row_fingerprint('buckets') }}) as rows_fingerprint
    from buckets
    group by occurred_date, known_date, retracted_date
    union all
    select
        occurred_date,
        known_date,
        retracted_date,
        count(*) as n_rows,
        sum({{ intent.row_fingerprint('channel_days') }}) as rows_fingerprint
    from channel_days
    group by occurred_date, known_date, retracted_date
),

published as (
    select
        occurred_date,
        known_date,
        retracted_date,
        cast(sum(n_rows + rows_fingerprint) as bigint) as bucket_fingerprint
    from days
    group by occurred_date, known_date, retracted_date
)

select * from published
