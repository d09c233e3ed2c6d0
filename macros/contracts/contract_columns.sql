{# The columns of an input contract with their types, in order. #}
{% macro contract_columns(contract) %}
    {% set string = intent.string_type() %}
    {% set contracts = {
        'events': [
            ('event_id', string), ('source_name', string), ('event_name', string), ('event_target', string), ('channel', string),
            ('identifier_type', string), ('identifier_value', string), ('session_key', string), ('duration_seconds', 'bigint'),
            ('campaign', string), ('referrer', string), ('user_agent', string), ('occurred_at', 'timestamp'),
            ('received_at', 'timestamp'), ('raw_occurred_at', string), ('filter_reason', string),
        ],
        'identity_links': [
            ('source_name', string), ('from_type', string), ('from_value', string), ('to_type', string), ('to_value', string),
            ('linked_at', 'timestamp'),
        ],
        'contacts': [
            ('source_name', string), ('identifier_type', string), ('identifier_value', string), ('email', string),
            ('full_name', string), ('job_title', string), ('seniority', string), ('department', string), ('country', string),
            ('account_key', string), ('account_name', string), ('industry', string), ('employee_count', 'bigint'),
            ('owner_id', string), ('is_opted_out', 'boolean'), ('valid_from', 'timestamp'), ('record_type', string),
            ('is_deleted', 'boolean'), ('merged_into', string), ('converted_to', string),
        ],
        'accounts': [
            ('source_name', string), ('account_key', string), ('account_name', string), ('domain', string), ('industry', string),
            ('employee_count', 'bigint'), ('annual_revenue', 'decimal(18, 2)'), ('country', string),
            ('valid_from', 'timestamp'), ('account_tier', string), ('technologies', string), ('company_events', string),
        ],
        'conversions': [
            ('source_name', string), ('conversion_id', string), ('conversion_name', string), ('outcome', string),
            ('identifier_type', string), ('identifier_value', string), ('converted_at', 'timestamp'),
            ('amount', 'decimal(18, 2)'), ('currency', string), ('home_amount', 'decimal(18, 2)'),
        ],
        'deals': [
            ('source_name', string), ('deal_id', string), ('account_key', string), ('identifier_type', string),
            ('identifier_value', string), ('amount', 'decimal(18, 2)'), ('stage', string), ('is_open', 'boolean'),
            ('is_won', 'boolean'), ('created_at', 'timestamp'), ('closed_at', 'timestamp'), ('currency', string),
            ('home_amount', 'decimal(18, 2)'),
        ],
        'feedback': [
            ('source_name', string), ('feedback_id', string), ('identifier_type', string), ('identifier_value', string),
            ('disposition', string), ('reason', string), ('noted_by', string), ('noted_at', 'timestamp'),
        ],
    } %}
    {{ return(contracts[contract]) }}
{% endmacro %}
