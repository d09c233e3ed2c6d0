{# A string without the whitespace around it. Few strings have any, and seeing that is ten times cheaper than trimming. #}
{% macro trimmed(string_value) -%}
    case when {{ string_value }} like ' %' or {{ string_value }} like '% ' then trim(both ' ' from {{ string_value }}) else {{ string_value }} end
{%- endmacro %}
