{# The models that deliver a contract: those of the connectors that are on, then the user's own; none of these where their list is no
   list, which the configuration gate reports. #}
{% macro contract_models(models, contract) %}
    {% set delivering = [] %}
    {% for connector, contracts in intent.connector_contracts().items() if contract in contracts and intent.is_connector_on(connector) %}
        {% do delivering.extend(contracts[contract]) %}
    {% endfor %}
    {% set own = models if models is sequence and models is not string and models is not mapping else [] %}
    {{ return((delivering + own) | unique | list) }}
{% endmacro %}
