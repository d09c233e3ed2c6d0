{{ config(materialized='view') }}

with records as (
    select
        account_id,
        {{ intent.split_item('account_key', ':', 2) }} as record_id
    from {{ ref('int_account_keys') }}
    where {{ intent.crm_system('account_key') }} = 'salesforce'
),

accounts as (
    select * from {{ ref('intent_sync_accounts') }}
),

published as (
    select
        records.record_id as id,
        accounts.account_key as intent_account_id__c,
        accounts.domain,
        accounts.intent_segment as intent_segment__c,
        accounts.intent_reason as intent_reason__c,
        accounts.recommended_action as intent_recommended_action__c,
        accounts.lifecycle as intent_lifecycle__c,
        accounts.suppression_reason as intent_suppression_reason__c,
        accounts.intent_score as intent_score__c,
        accounts.n_active_people as intent_active_people__c,
        accounts.n_high_intent_people as intent_high_intent_people__c,
        accounts.is_suppressed as intent_is_suppressed__c,
        accounts.row_hash,
        accounts.changed_at
    from records
    inner join accounts on cast(records.account_id as {{ intent.string_type() }}) = accounts.account_key
)

select * from published
