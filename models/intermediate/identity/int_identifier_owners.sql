-- depends_on: {{ ref('int_identity_inputs') }}, {{ ref('int_kept_tables') }}
{{ config(materialized='kept', meta={'inputs': 'int_identity_inputs'}) }}

with people as (
    select * from {{ ref('int_person_identifiers') }}
),

devices as (
    select * from {{ ref('int_device_owners') }}
),

owners as (
    select
        identifier_key,
        contact_id,
        identifier_type,
        identifier_value,
        linked_at
    from people
    union all
    select
        identifier_key,
        contact_id,
        identifier_type,
        identifier_value,
        linked_at
    from devices
)

select * from owners
