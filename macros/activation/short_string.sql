{# A string that fits into a field of a CRM: 255 characters at most, the last three of a longer one dots. #}
{% macro short_string(value) -%}
    case when length({{ value }}) > 255 then substr({{ value }}, 1, 252) || '...' else {{ value }} end
{%- endmacro %}
