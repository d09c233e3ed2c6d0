{# True for a connector (a folder of models/staging) that the var intent_connectors lists. The value `demo` stands for the connectors of the demo's raw files in this project itself, and for none where it is installed as a package. The one macro that reads a var, so that folders and unions have one switch. #}
{% macro is_connector_on(connector) %}
    {% set given = var('intent_connectors') %}
    {#- What is no list of names is said by the configuration gate. -#}
    {% set connectors = given | map('string') | list if given is sequence and given is not string and given is not mapping else [] %}
    {% if given == 'demo' %}
        {{ return(project_name == 'intent' and connector in ['segment', 'hubspot', 'salesforce', 'generic']) }}
    {% endif %}
    {% set unknown = connectors | reject('in', intent.connector_contracts()) | list %}
    {% if unknown %}
        {% do exceptions.raise_compiler_error(
            'intent_connectors lists ' ~ unknown | join(', ') ~ '; the connectors are ' ~ intent.connector_contracts() | join(', ') ~ '.'
        ) %}
    {% endif %}
    {{ return(connector in connectors) }}
{% endmacro %}
