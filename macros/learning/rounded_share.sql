{# A share in whole percent, rounded to the nearest of a few, each about one and a half times the one before. #}
{% macro rounded_share(part, whole) -%}
    case
        {%- for below, percent in [(50, 80), (30, 50), (20, 30), (15, 20), (10, 15), (7, 10), (5, 7), (3, 5), (2, 3), (1, 2)] %}
        when 200 * ({{ part }}) >= {{ below + percent }} * ({{ whole }}) then {{ percent }}
        {%- endfor %}
        else 1
    end
{%- endmacro %}
