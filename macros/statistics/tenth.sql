{# The tenth of a place among all: 1 for the first tenth to 10; two tenths differ by one member at most. #}
{% macro tenth(place, n_all) -%}
    {{ intent.integer_divide("10 * (" ~ place ~ " - 1)", n_all) }} + 1
{%- endmacro %}
