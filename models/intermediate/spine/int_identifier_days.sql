{{ intent.incremental_by('received_date', fingerprints='int_received_days') }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with days as (
    select * from {{ ref('int_received_days') }}
),

received as (
    {{ intent.received_rows_to_read(ref('int_received_events'), this, is_incremental(), time_zone) }}
),

delivered as (
    {{ intent.received_rows_to_read(ref('int_delivered_events'), this, is_incremental(), time_zone) }}
),

-- What each key stands for is written in the delivered rows; which rows were not rejected is known already.
normalised as (
    select distinct
        received_date,
        identifier_type,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', var('intent_fold_plus_addresses')) }} as identifier_value
    from delivered
    where identifier_type <> 'anonymous_id'
),

keyed as (
    select
        *,
        {{ intent.identifier_key('identifier_type', 'identifier_value') }} as identifier_key
    from normalised
),

sightings as (
    select
        received_date,
        identifier_key,
        min(received_at) as first_seen_at
    from received
    where row_status <> 'rejected'
    group by received_date, identifier_key
),

published as (
    select
        keyed.received_date,
        keyed.identifier_key,
        keyed.identifier_type,
        keyed.identifier_value,
        sightings.first_seen_at,
        days.input_fingerprint
    from keyed
    inner join sightings on keyed.received_date = sightings.received_date and keyed.identifier_key = sightings.identifier_key
    inner join days on keyed.received_date = days.received_date
)

select * from published
