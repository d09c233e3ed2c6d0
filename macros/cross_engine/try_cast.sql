{# A string read as a type, null where it cannot be read. The first group of the regular expression `pattern` is what is read, so that every engine takes the same strings. #}
{% macro try_cast(string_value, type_name, pattern) %}{{ return(adapter.dispatch('try_cast', 'intent')(string_value, type_name, pattern)) }}{% endmacro %}

{% macro default__try_cast(string_value, type_name, pattern) -%}
    try_cast(regexp_extract({{ string_value }}, '{{ pattern }}', 1) as {{ type_name }})
{%- endmacro %}

{% macro postgres__try_cast(string_value, type_name, pattern) -%}
    cast(substring({{ string_value }} from '{{ pattern }}') as {{ type_name }})
{%- endmacro %}
