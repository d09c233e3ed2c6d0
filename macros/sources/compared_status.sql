{# A status of a lead as two of them are compared: in lower case, without whitespace, underscores and dashes; empty where there is none. #}
{% macro compared_status(status) -%}
    {%- set parts = namespace(text="lower(coalesce(" ~ status ~ ", ''))") -%}
    {%- for dropped in [' ', ' ', '_', '-', '–', '—'] -%}
        {%- set parts.text = "replace(" ~ parts.text ~ ", '" ~ dropped ~ "', '')" -%}
    {%- endfor -%}
    {{ parts.text }}
{%- endmacro %}
