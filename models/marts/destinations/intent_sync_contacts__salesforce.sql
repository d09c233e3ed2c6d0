{{ config(materialized='view') }}

with records as (
    select * from {{ ref('int_contact_records') }}
    where is_writable and crm_system = 'salesforce' and record_type = 'contact'
),

contacts as (
    select * from {{ ref('intent_sync_contacts') }}
),

published as (
    select
        records.record_id as id,
        contacts.contact_id as intent_contact_id__c,
        contacts.email,
        contacts.intent_segment as intent_segment__c,
        contacts.intent_reason_1 as intent_reason_1__c,
        contacts.intent_reason_2 as intent_reason_2__c,
        contacts.intent_reason_3 as intent_reason_3__c,
        contacts.recommended_action as intent_recommended_action__c,
        contacts.lifecycle as intent_lifecycle__c,
        contacts.suppression_reason as intent_suppression_reason__c,
        contacts.intent_score as intent_score__c,
        contacts.is_suppressed as intent_is_suppressed__c,
        contacts.segment_since as intent_segment_since__c,
        contacts.row_hash,
        contacts.changed_at
    from records
    inner join contacts on cast(records.contact_id as {{ intent.string_type() }}) = contacts.contact_id
)

select * from published
