{# True where a seed's cell holds no number between two bounds. #}
{% macro is_no_number(column, lower, upper) -%}
    not coalesce({{ intent.seed_number(column) }} between {{ lower }} and {{ upper }}, false)
{%- endmacro %}
