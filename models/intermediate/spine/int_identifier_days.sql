{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='received_date',
    meta={'slices': 'int_received_days'}
) }}

with judged as (
    select * from {{ ref('int_judged_events') }}
    where reject_reason = '' and identifier_type <> 'anonymous_id'
    {% if is_incremental() %}
    and received_date in (
        {{ intent.changed_slices(ref('int_received_days'), this, 'received_date') }}
    )
    {% endif %}
),

days as (
    select * from {{ ref('int_received_days') }}
),

identifiers as (
    select
        received_date,
        identifier_type,
        normalised_value as identifier_value,
        min(received_at) as first_seen_at
    from judged
    group by received_date, identifier_type, normalised_value
),

published as (
    select
        identifiers.received_date,
        {{ intent.identifier_key('identifier_type', 'identifier_value') }} as identifier_key,
        identifiers.identifier_type,
        identifiers.identifier_value,
        identifiers.first_seen_at,
        days.input_fingerprint
    from identifiers
    inner join days on identifiers.received_date = days.received_date
)

select * from published
