{# Millionths as a decimal with six places: the edge of a mart. #}
{% macro from_micro_units(micro_number) -%}
    cast(cast({{ micro_number }} as bigint) * 0.000001 as decimal(18, 6))
{%- endmacro %}
