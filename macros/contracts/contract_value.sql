{# A column of a contract as an expression of the contract's type, read by the type that its column has, as source_table reads a raw one. A
   time with a zone is shifted to UTC, whatever zone the session has; a string is read as ISO 8601, a whole number as seconds, milliseconds
   or microseconds since 1970; a number that the contract's type cannot hold is null. What was no time stays readable in raw_occurred_at.
   Delivered is what delivered_contract_columns says of the model. #}
{% macro contract_value(model, name, type, delivered) %}
    {% set raw_type = delivered.get(name, '') %}
    {% set plain = 'cast(' ~ (name if name in delivered else 'null') ~ ' as ' ~ type ~ ')' %}
    {% set is_null_type = raw_type | lower | replace('"', '') in ('null', 'void', 'unknown') %}
    {% if name == 'raw_occurred_at' and intent.type_family(delivered.get('occurred_at', '')) in ('string', 'whole') %}
        {{ return('coalesce(' ~ plain ~ ', cast(occurred_at as ' ~ type ~ '))') }}
    {% elif raw_type and not is_null_type %}
        {% set value = intent.read_as(name, raw_type, 'string' if type == intent.string_type() else type) %}
        {% if value is none %}
            {% set allowed = 'a timestamp, a date, a string in ISO 8601, or seconds, milliseconds or microseconds since 1970'
                if type == 'timestamp' else 'a boolean, a number, or yes or no as a string' if type == 'boolean' else 'a number, or one as a string' %}
            {% do exceptions.raise_compiler_error(
                model ~ ', column ' ~ name ~ ' is ' ~ raw_type ~ ', which cannot be read as ' ~ ('a time' if type == 'timestamp' else type)
                ~ '; allowed: ' ~ allowed ~ '.'
            ) %}
        {% endif %}
        {{ return(value) }}
    {% endif %}
    {{ return(plain) }}
{% endmacro %}
