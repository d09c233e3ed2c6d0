{# The columns of an input contract with their types, in order. #}
{% macro contract_columns(contract) %}
    {% set text = intent.text_type() %}
    {% set contracts = {
        'events': [
            ('event_id', text), ('source_name', text), ('event_name', text), ('event_target', text), ('channel', text),
            ('identifier_type', text), ('identifier_value', text), ('session_key', text), ('duration_seconds', 'bigint'),
            ('campaign', text), ('referrer', text), ('user_agent', text), ('occurred_at', 'timestamp'),
            ('received_at', 'timestamp'), ('raw_occurred_at', text),
        ],
        'identity_links': [
            ('source_name', text), ('from_type', text), ('from_value', text), ('to_type', text), ('to_value', text),
            ('linked_at', 'timestamp'),
        ],
        'contacts': [
            ('source_name', text), ('identifier_type', text), ('identifier_value', text), ('email', text),
            ('full_name', text), ('job_title', text), ('seniority', text), ('department', text), ('country', text),
            ('account_key', text), ('account_name', text), ('industry', text), ('employee_count', 'bigint'),
            ('owner_id', text), ('is_opted_out', 'boolean'), ('valid_from', 'timestamp'),
        ],
        'accounts': [
            ('source_name', text), ('account_key', text), ('account_name', text), ('domain', text), ('industry', text),
            ('employee_count', 'bigint'), ('annual_revenue', 'decimal(18, 2)'), ('country', text),
            ('valid_from', 'timestamp'),
        ],
        'conversions': [
            ('source_name', text), ('conversion_id', text), ('conversion_name', text), ('outcome', text),
            ('identifier_type', text), ('identifier_value', text), ('converted_at', 'timestamp'),
            ('amount', 'decimal(18, 2)'),
        ],
        'deals': [
            ('source_name', text), ('deal_id', text), ('account_key', text), ('identifier_type', text),
            ('identifier_value', text), ('amount', 'decimal(18, 2)'), ('stage', text), ('is_open', 'boolean'),
            ('is_won', 'boolean'), ('created_at', 'timestamp'), ('closed_at', 'timestamp'),
        ],
        'feedback': [
            ('source_name', text), ('feedback_id', text), ('identifier_type', text), ('identifier_value', text),
            ('disposition', text), ('reason', text), ('noted_by', text), ('noted_at', 'timestamp'),
        ],
    } %}
    {{ return(contracts[contract]) }}
{% endmacro %}
