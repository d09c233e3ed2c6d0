{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='as_of_date',
    meta={'slices': 'int_as_of_fingerprints'}
) }}

with days as (
    {{ intent.visible_days_as_of(this, is_incremental(), 90) }}
),

fingerprints as (
    select * from {{ ref('int_as_of_fingerprints') }}
),

activity as (
    select * from {{ ref('int_contact_channel_days') }}
),

active as (
    select distinct
        days.as_of_date,
        activity.contact_id
    from days
    inner join activity
        on days.occurred_date = activity.occurred_date and {{ intent.is_visible_as_of('activity', 'days.as_of_date') }}
),

published as (
    select
        active.as_of_date,
        active.contact_id,
        fingerprints.input_fingerprint
    from active
    inner join fingerprints on active.as_of_date = fingerprints.as_of_date
)

select * from published
