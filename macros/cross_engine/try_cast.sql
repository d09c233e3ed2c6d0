{# A text read as a type, null where it cannot be read. `pattern` is a regular expression for engines without a safe cast. #}
{% macro try_cast(text_value, type_name, pattern) %}{{ return(adapter.dispatch('try_cast', 'intent')(text_value, type_name, pattern)) }}{% endmacro %}

{% macro default__try_cast(text_value, type_name, pattern) %}try_cast({{ text_value }} as {{ type_name }}){% endmacro %}

{% macro postgres__try_cast(text_value, type_name, pattern) -%}
    cast(substring({{ text_value }} from '{{ pattern }}') as {{ type_name }})
{%- endmacro %}
