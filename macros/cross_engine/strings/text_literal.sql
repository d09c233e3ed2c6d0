{# A value written as a text in SQL, whatever signs it holds: a var must never end the text it stands in. #}
{% macro text_literal(value) %}{{ return(adapter.dispatch('text_literal', 'intent')(value)) }}{% endmacro %}

{% macro default__text_literal(value) %}'{{ value | string | replace("'", "''") }}'{% endmacro %}

{% macro spark__text_literal(value) %}'{{ value | string | replace("\\", "\\\\") | replace("'", "\\'") }}'{% endmacro %}
