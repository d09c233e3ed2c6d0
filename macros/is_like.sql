{# True where a text matches a seed's pattern: `%` stands for any text, every other character for itself, case apart. #}
{% macro is_like(text_value, pattern) -%}
    (lower({{ text_value }}) like replace(replace(lower({{ pattern }}), '!', '!!'), '_', '!_') escape '!')
{%- endmacro %}
