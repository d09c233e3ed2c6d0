{# The models that deliver a contract: those of the connectors that are on, then the user's own. #}
{% macro contract_models(models, contract) %}
    {% set delivering = [] %}
    {% for connector, contracts in intent.connector_contracts().items() if contract in contracts and intent.is_connector_on(connector) %}
        {% do delivering.append('stg_' ~ connector ~ '__' ~ contract) %}
    {% endfor %}
    {{ return((delivering + models) | unique | list) }}
{% endmacro %}
