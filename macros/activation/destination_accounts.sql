{# What the companies of a CRM get of their accounts, as a select: one row per company with contacts. #}
{% macro destination_accounts(system, id_column, suffix='') -%}
    select
        {{ intent.split_item('records.account_key', ':', 2) }} as {{ id_column }},
        accounts.account_key as intent_account_id{{ suffix }},
        accounts.domain,
        accounts.intent_segment as intent_segment{{ suffix }},
        accounts.intent_reason as intent_reason{{ suffix }},
        accounts.recommended_action as intent_recommended_action{{ suffix }},
        accounts.lifecycle as intent_lifecycle{{ suffix }},
        accounts.suppression_reason as intent_suppression_reason{{ suffix }},
        accounts.intent_score as intent_score{{ suffix }},
        accounts.n_active_people as intent_active_people{{ suffix }},
        accounts.n_high_intent_people as intent_high_intent_people{{ suffix }},
        accounts.is_suppressed as intent_is_suppressed{{ suffix }},
        accounts.row_hash,
        accounts.changed_at
    from {{ ref('int_account_keys') }} as records
    inner join {{ ref('intent_sync_accounts') }} as accounts
        on cast(records.account_id as {{ intent.string_type() }}) = accounts.account_key
    where {{ intent.crm_system('records.account_key') }} = '{{ system }}'
{%- endmacro %}
