{# The columns of an input contract that a model of the user's own may leave out: they came after the contract was published. #}
{% macro optional_contract_columns(contract) %}
    {% set optional = {'events': ['filter_reason']} %}
    {{ return(optional.get(contract, [])) }}
{% endmacro %}
