{# A decimal number as a whole number of millionths, halves rounded up. #}
{% macro micro_units(number) -%}
    cast(floor({{ number }} * 1000000 + 0.5) as bigint)
{%- endmacro %}
