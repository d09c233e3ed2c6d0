{{ config(materialized='view') }}

with records as (
    select * from {{ ref('int_contact_records') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

published as (
    select
        records.contact_id,
        records.crm_id,
        records.crm_system as system,
        records.record_type,
        records.record_id,
        records.living_record_id,
        records.merged_into,
        records.converted_to,
        records.is_living,
        records.is_writable,
        records.is_deleted,
        records.since
    from records
    inner join contacts on records.contact_id = contacts.contact_id
)

select * from published
