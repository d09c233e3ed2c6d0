{# A value written as a text in SQL, whatever signs it holds: a var must never end the text it stands in. #}
{% macro string_literal(value) %}{{ return(adapter.dispatch('string_literal', 'intent')(value)) }}{% endmacro %}

{% macro default__string_literal(value) %}'{{ value | string | replace("'", "''") }}'{% endmacro %}

{% macro spark__string_literal(value) %}'{{ value | string | replace("\\", "\\\\") | replace("'", "\\'") }}'{% endmacro %}
