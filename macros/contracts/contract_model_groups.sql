{# The models that deliver a contract, as a list of lists: those of a connector that is on together, since a part of a source may be
   missing, then each of the user's own; none of these where their list is no list, which the configuration gate reports. #}
{% macro contract_model_groups(models, contract) %}
    {% set groups = [] %}
    {% for connector, contracts in intent.connector_contracts().items() if contract in contracts and intent.is_connector_on(connector) %}
        {% do groups.append(contracts[contract]) %}
    {% endfor %}
    {% set delivering = groups | sum(start=[]) %}
    {% set own = models if models is sequence and models is not string and models is not mapping else [] %}
    {% for model in own | unique if model not in delivering %}{% do groups.append([model]) %}{% endfor %}
    {{ return(groups) }}
{% endmacro %}
