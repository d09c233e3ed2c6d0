{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='as_of_date',
    meta={'slices': 'int_as_of_fingerprints'}
) }}

with visible as (
    {{ intent.visible_activity_as_of(this, is_incremental(), 90) }}
),

contacts as (
    select distinct
        as_of_date,
        contact_id,
        input_fingerprint
    from visible
)

select * from contacts
