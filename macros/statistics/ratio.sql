{# A ratio as a double; null where the divisor is 0. #}
{% macro ratio(dividend, divisor) -%}
    cast({{ dividend }} as {{ intent.double_type() }}) / nullif(cast({{ divisor }} as {{ intent.double_type() }}), 0)
{%- endmacro %}
