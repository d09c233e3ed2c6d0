{# The bin of a whole number: 0, 1, 2 to 3, 4 to 7, 8 to 15, 16 and more. #}
{% macro doubling_bin(number) -%}
    case
        when {{ number }} < 2 then {{ number }}
        when {{ number }} < 4 then 2
        when {{ number }} < 8 then 3
        when {{ number }} < 16 then 4
        else 5
    end
{%- endmacro %}
