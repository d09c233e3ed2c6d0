{# Quotient of a non-negative and a positive whole number, halves rounded up. #}
{% macro rounded_divide(dividend, divisor) -%}
    {{ intent.integer_divide("2 * (" ~ dividend ~ ") + (" ~ divisor ~ ")", "2 * (" ~ divisor ~ ")") }}
{%- endmacro %}
