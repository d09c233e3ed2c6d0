{# The columns of an input contract that a model of the user's own may leave out: they came after the contract was published. #}
{% macro optional_contract_columns(contract) %}
    {% set optional = {
        'accounts': ['account_tier', 'technologies', 'company_events'],
        'contacts': ['record_type', 'is_deleted', 'merged_into', 'converted_to'],
        'conversions': ['currency', 'home_amount'],
        'deals': ['currency', 'home_amount'],
        'events': ['filter_reason'],
    } %}
    {{ return(optional.get(contract, [])) }}
{% endmacro %}
