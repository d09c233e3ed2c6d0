{# Which columns of the user's own models of a contract are read in another type than theirs, as raw_readings lists those of raw tables; the times of events are left to their contract, which rejects what it cannot read. #}
{% macro own_readings(models, contract) %}
    {% set readings = [] %}
    {% for model in (intent.contract_models(models, contract) if execute else []) if model not in intent.contract_models([], contract) %}
        {% set types = dict(intent.contract_columns(contract)) %}
        {% for column in intent.source_columns(ref(model)) if types.get(column.name | lower, intent.string_type()) != intent.string_type() %}
            {% set type = types[column.name | lower] %}
            {% if contract != 'events' or type != 'timestamp' %}
                {% do readings.append(intent.lossy_reading(model, model, ref(model), column, type)) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
    {{ return(readings | select | list) }}
{% endmacro %}
