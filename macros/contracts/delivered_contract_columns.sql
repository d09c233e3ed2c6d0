{# What a model delivers of a contract: each column of the contract with an expression of it in the contract's type, null for an
   optional column that the model leaves out. A connector's model delivers all of them in their types; a model of the user's own
   is looked up once it has been built, so that a time with a zone or a number in a string is read and not cast. #}
{% macro delivered_contract_columns(model, contract) %}
    {% set is_own = execute and model not in intent.contract_models([], contract) %}
    {% set built = {} %}
    {% for column in (intent.source_columns(ref(model)) if is_own else []) %}{% do built.update({column.name | lower: column}) %}{% endfor %}
    {% set expressions = {} %}
    {% for name, type in intent.contract_columns(contract) %}
        {% set value = 'cast(' ~ name ~ ' as ' ~ type ~ ')' %}
        {# A column of nulls has no type of its own everywhere. #}
        {% if name in built and built[name].data_type | lower not in ('"null"', 'null', 'void', 'unknown') %}
            {% set read_type = 'string' if type == intent.string_type() else type %}
            {% set value = intent.read_as(adapter.quote(built[name].name), built[name].data_type, read_type) %}
            {% if value is none %}
                {% set needed = 'a time; allowed: a timestamp, a date, a string in ISO 8601, or seconds, milliseconds or microseconds since 1970'
                    if type == 'timestamp' else type %}
                {% do exceptions.raise_compiler_error(
                    'Model ' ~ model ~ ', column ' ~ name ~ ' is ' ~ built[name].data_type ~ ', which cannot be read as ' ~ needed ~ '.'
                ) %}
            {% endif %}
        {% elif is_own and name not in built and name in intent.optional_contract_columns(contract) %}
            {% set value = 'cast(null as ' ~ type ~ ')' %}
        {% endif %}
        {% if name == 'raw_occurred_at' and 'occurred_at' in built and intent.type_family(built['occurred_at'].data_type) in ('string', 'whole') %}
            {# What was no time stays readable. #}
            {% set value = 'coalesce(' ~ value ~ ', cast(' ~ adapter.quote(built['occurred_at'].name) ~ ' as ' ~ type ~ '))' %}
        {% endif %}
        {% do expressions.update({name: value}) %}
    {% endfor %}
    {{ return(expressions) }}
{% endmacro %}
