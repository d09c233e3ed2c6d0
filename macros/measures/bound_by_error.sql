{# One end of a 95% interval: 1.96 standard errors from the value, never below 0 or above the highest possible value; sign is '-' or '+'. #}
{% macro bound_by_error(number, standard_error, sign, highest) -%}
    {%- set bound = number ~ " " ~ sign ~ " 1.959964 * " ~ standard_error -%}
    {%- if sign == '-' -%}
    case when {{ bound }} < 0 then 0 else {{ bound }} end
    {%- elif highest is none -%}
    {{ bound }}
    {%- else -%}
    case when {{ bound }} > {{ highest }} then {{ highest }} else {{ bound }} end
    {%- endif -%}
{%- endmacro %}
