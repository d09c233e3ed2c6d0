{# A column of a contract as an expression of the contract's type. A time is read by the type that its column has: with a zone it is
   shifted to UTC, whatever zone the session has; a string is read as ISO 8601, a whole number as seconds, milliseconds or microseconds
   since 1970. What was no time stays readable in raw_occurred_at. Delivered is what delivered_contract_columns says of the model. #}
{% macro contract_value(model, name, type, delivered) %}
    {% set raw_type = delivered.get(name, '') %}
    {% set plain = 'cast(' ~ (name if name in delivered else 'null') ~ ' as ' ~ type ~ ')' %}
    {% if type == 'timestamp' and raw_type %}
        {% set instant = intent.read_as(name, raw_type, 'timestamp') %}
        {% if instant is none %}
            {% do exceptions.raise_compiler_error(
                model ~ ', column ' ~ name ~ ' is ' ~ raw_type ~ ', which cannot be read as a time; allowed: a timestamp, a date, a string '
                ~ 'in ISO 8601, or seconds, milliseconds or microseconds since 1970.'
            ) %}
        {% endif %}
        {{ return(instant) }}
    {% elif name == 'raw_occurred_at' and intent.type_family(delivered.get('occurred_at', '')) in ('string', 'whole') %}
        {{ return('coalesce(' ~ plain ~ ', cast(occurred_at as ' ~ type ~ '))') }}
    {% endif %}
    {{ return(plain) }}
{% endmacro %}
