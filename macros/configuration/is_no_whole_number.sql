{# True where a seed's cell holds no whole number between two bounds. #}
{% macro is_no_whole_number(column, lower, upper) -%}
    not coalesce(
        {{ intent.seed_number(column) }} between {{ lower }} and {{ upper }}
        and {{ intent.seed_number(column) }} = floor({{ intent.seed_number(column) }}), false
    )
{%- endmacro %}
