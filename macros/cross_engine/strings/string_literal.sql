{# A value as a string literal, whatever characters it holds: a var must never end the literal it stands in. #}
{% macro string_literal(value) %}{{ return(adapter.dispatch('string_literal', 'intent')(value)) }}{% endmacro %}

{% macro default__string_literal(value) %}'{{ value | string | replace("'", "''") }}'{% endmacro %}

{% macro spark__string_literal(value) %}'{{ value | string | replace("\\", "\\\\") | replace("'", "\\'") }}'{% endmacro %}
