{# A text without the blanks around it. Few texts have any, and seeing that is ten times cheaper than trimming. #}
{% macro trimmed(text_value) -%}
    case when {{ text_value }} like ' %' or {{ text_value }} like '% ' then trim(both ' ' from {{ text_value }}) else {{ text_value }} end
{%- endmacro %}
