-- depends_on: {{ ref('int_bucket_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_bucket_inputs'}) }}

with buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

days as (
    select
        occurred_date,
        known_date,
        retracted_date,
        count(*) as n_buckets,
        cast(sum({{ intent.row_fingerprint(['contact_id', 'signal_name', 'n_events', 'n_counted']) }}) as bigint) as bucket_fingerprint
    from buckets
    group by occurred_date, known_date, retracted_date
)

select * from days
