{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='received_date',
    meta={'slices': 'int_received_days'}
) }}

with days as (
    select * from {{ ref('int_received_days') }}
),

{% if is_incremental() %}
changed_days as (
    {{ intent.changed_slices(ref('int_received_days'), this, 'received_date') }}
),

delivered as (
    {{ intent.received_on(ref('int_delivered_events'), 'changed_days') }}
),
{% else %}
delivered as (
    select * from {{ ref('int_delivered_events') }}
),
{% endif %}

kinds as (
    select distinct
        received_date,
        source_name,
        event_name,
        event_target,
        channel
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
        days.input_fingerprint
    from kinds
    inner join days on kinds.received_date = days.received_date
)

select * from published
