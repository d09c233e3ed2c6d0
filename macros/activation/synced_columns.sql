{# What a CRM gets of a contact, beside its id and changed_at: the payload that row_hash is of. #}
{% macro synced_columns() %}
    {{ return([
        'crm_id', 'crm_record_ids', 'email', 'intent_score', 'intent_segment', 'intent_trend', 'intent_decile', 'intent_points',
        'intent_reason_1', 'intent_reason_2', 'intent_reason_3', 'recommended_action', 'segment_since', 'lifecycle', 'is_suppressed',
        'suppression_reason',
    ]) }}
{% endmacro %}
