{# A seed's cell as a number; null where it holds no number, which the configuration gate reports. #}
{% macro seed_number(column) -%}
    {{ intent.try_cast("cast(" ~ column ~ " as " ~ intent.string_type() ~ ")", "decimal(28, 6)", "^ *([+-]?([0-9]{1,21}([.][0-9]*)?|[.][0-9]+)) *$") }}
{%- endmacro %}
