{# The staging models that say where their raw rows are doubtful, of the connectors that are on: a list of source_name and model, each with the columns doubted_column, doubted_value and doubt, a sentence or null. #}
{% macro doubting_models() %}
    {% set models = {
        'hubspot': ['stg_hubspot__deal_records', 'stg_hubspot__lead_outcomes'],
        'salesforce': ['stg_salesforce__opportunity_records', 'stg_salesforce__lead_outcomes'],
    } %}
    {% set doubting = [] %}
    {% for connector, names in models.items() if intent.is_connector_on(connector) %}
        {% for name in names %}{% do doubting.append({'source_name': connector, 'model': name}) %}{% endfor %}
    {% endfor %}
    {{ return(doubting) }}
{% endmacro %}
