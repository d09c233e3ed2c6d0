{{ config(materialized='view') }}

with records as (
    select * from {{ ref('int_contact_records') }}
    where is_writable and crm_system = 'hubspot'
),

contacts as (
    select * from {{ ref('intent_sync_contacts') }}
),

published as (
    select
        records.record_id as hs_object_id,
        contacts.contact_id as intent_contact_id,
        contacts.email,
        contacts.intent_segment,
        contacts.intent_reason_1,
        contacts.intent_reason_2,
        contacts.intent_reason_3,
        contacts.recommended_action as intent_recommended_action,
        contacts.lifecycle as intent_lifecycle,
        contacts.suppression_reason as intent_suppression_reason,
        contacts.intent_score,
        contacts.is_suppressed as intent_is_suppressed,
        contacts.segment_since as intent_segment_since,
        contacts.row_hash,
        contacts.changed_at
    from records
    inner join contacts on cast(records.contact_id as {{ intent.string_type() }}) = contacts.contact_id
)

select * from published
