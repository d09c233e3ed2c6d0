{# The calendar quarter of a date, such as 2026-Q1. #}
{% macro quarter_of(date) -%}
    {%- set text = "cast(" ~ date ~ " as " ~ intent.string_type() ~ ")" -%}
    substr({{ text }}, 1, 4) || case
        when substr({{ text }}, 6, 2) <= '03' then '-Q1'
        when substr({{ text }}, 6, 2) <= '06' then '-Q2'
        when substr({{ text }}, 6, 2) <= '09' then '-Q3'
        else '-Q4'
    end
{%- endmacro %}
