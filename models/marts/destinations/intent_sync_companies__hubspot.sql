{{ config(materialized='view') }}

with records as (
    select
        account_id,
        {{ intent.split_item('account_key', ':', 2) }} as record_id
    from {{ ref('int_account_keys') }}
    where {{ intent.crm_system('account_key') }} = 'hubspot'
),

accounts as (
    select * from {{ ref('intent_sync_accounts') }}
),

published as (
    select
        records.record_id as hs_object_id,
        accounts.account_key as intent_account_id,
        accounts.domain,
        accounts.intent_segment,
        accounts.intent_reason,
        accounts.recommended_action as intent_recommended_action,
        accounts.lifecycle as intent_lifecycle,
        accounts.suppression_reason as intent_suppression_reason,
        accounts.intent_score,
        accounts.n_active_people as intent_active_people,
        accounts.n_high_intent_people as intent_high_intent_people,
        accounts.is_suppressed as intent_is_suppressed,
        accounts.row_hash,
        accounts.changed_at
    from records
    inner join accounts on cast(records.account_id as {{ intent.string_type() }}) = accounts.account_key
)

select * from published
