{{ intent.incremental_by('received_date', fingerprints='int_received_days') }}
{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}

with days as (
    select * from {{ ref('int_received_days') }}
),

delivered as (
    {{ intent.received_rows_to_read(ref('int_delivered_events'), this, is_incremental(), time_zone) }}
),

kinds as (
    select distinct
        received_date,
        source_name,
        event_name,
        event_target,
        channel,
        coalesce(campaign, '') as campaign,
        {{ intent.referrer_host('referrer') }} as referrer_host
    from delivered
),

published as (
    select
        kinds.received_date,
        {{ intent.event_kind_key() }} as event_kind_key,
        kinds.source_name,
        kinds.event_name,
        kinds.event_target,
        kinds.channel,
        kinds.campaign,
        kinds.referrer_host,
        days.input_fingerprint
    from kinds
    inner join days on kinds.received_date = days.received_date
)

select * from published
