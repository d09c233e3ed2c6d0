{# True where a string matches a seed's pattern: `%` stands for any string, every other character for itself, case-insensitive. #}
{% macro is_like(string_value, pattern) -%}
    (lower({{ string_value }}) like replace(replace(lower({{ pattern }}), '!', '!!'), '_', '!_') escape '!')
{%- endmacro %}
