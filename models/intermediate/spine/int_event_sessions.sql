{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='received_date',
    meta={'slices': 'int_spine_days'}
) }}

with spine as (
    select * from {{ ref('int_spine_events') }}
    {% if is_incremental() %}
    where received_date in (
            {{ intent.changed_slices(ref('int_spine_days'), this, 'received_date') }}
        )
    {% endif %}
),

days as (
    select * from {{ ref('int_spine_days') }}
),

gaps as (
    select
        received_date,
        event_key,
        identifier_key,
        session_key,
        occurred_at,
        lag(occurred_at) over (
            partition by received_date, identifier_key
            order by occurred_at, event_key
        ) as previous_occurred_at
    from spine
),

-- A session is a run of one identifier's events, received on one day, with less than 30 minutes between two of them.
numbered as (
    select
        *,
        sum(case
            when previous_occurred_at is null or occurred_at >= previous_occurred_at + interval '30' minute then 1
            else 0
        end) over (
            partition by received_date, identifier_key
            order by occurred_at, event_key
            rows between unbounded preceding and current row
        ) as session_number
    from gaps
),

published as (
    select
        numbered.received_date,
        numbered.event_key,
        coalesce(
            numbered.session_key,
            min(numbered.event_key) over (
                partition by numbered.received_date, numbered.identifier_key, numbered.session_number
            )
        ) as session_key,
        days.input_fingerprint
    from numbered
    inner join days on numbered.received_date = days.received_date
)

select * from published
