{# What a CRM gets of an account, beside its id and changed_at: the payload that row_hash is of. #}
{% macro synced_account_columns() %}
    {{ return([
        'account_name', 'domain', 'intent_score', 'intent_segment', 'intent_trend', 'intent_reason', 'recommended_action', 'lifecycle',
        'n_active_people', 'n_high_intent_people', 'is_suppressed', 'suppression_reason',
    ]) }}
{% endmacro %}
