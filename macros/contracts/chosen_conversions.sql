{# Which of a connector's ready definitions of a conversion are chosen, as a list of quoted names. A choice is a name, which means every connector, or `connector.name`. #}
{% macro chosen_conversions(connector, choices) %}
    {% set definitions = ['opportunity_won', 'opportunity_created', 'demo_booked', 'trial_started', 'mql_to_sql'] %}
    {% set chosen = ["''"] %}
    {% for choice in choices %}
        {% set parts = choice.split('.') %}
        {% if parts[-1] not in definitions or (parts | length > 1 and parts[0] not in intent.connector_contracts()) %}
            {% do exceptions.raise_compiler_error(
                'intent_conversions lists ' ~ choice ~ '; the ready definitions are ' ~ definitions | join(', ')
                ~ ', alone or after the name of a connector and a dot.'
            ) %}
        {% endif %}
        {% if parts | length == 1 or parts[0] == connector %}{% do chosen.append("'" ~ parts[-1] ~ "'") %}{% endif %}
    {% endfor %}
    {{ return(chosen) }}
{% endmacro %}
