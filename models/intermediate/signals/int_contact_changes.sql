{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='contact_id',
    meta={'slices': 'int_contact_inputs'}
) }}

with contacts as (
    select * from {{ ref('int_contact_inputs') }}
),

{% if is_incremental() %}
stored as (
    select * from {{ this }}
),

latest as (
    select
        coalesce(max(change_number), 0) as change_number,
        coalesce(max(counted_since), '{{ invocation_id }}') as counted_since
    from stored
),

changed as (
    select
        contacts.contact_id,
        contacts.input_fingerprint,
        latest.change_number + 1 as change_number,
        latest.counted_since
    from contacts
    cross join latest
    left join stored on contacts.contact_id = stored.contact_id and contacts.input_fingerprint = stored.input_fingerprint
    where stored.contact_id is null
)
{% else %}
changed as (
    select
        contact_id,
        input_fingerprint,
        cast(1 as bigint) as change_number,
        '{{ invocation_id }}' as counted_since
    from contacts
)
{% endif %}

select * from changed
