{# True where one of some strings is longer than 4,000 characters: no id, name, path or address is. #}
{% macro is_oversize(string_values) -%}
    ({% for string_value in string_values %}{{ " or " if not loop.first }}coalesce(length({{ string_value }}), 0) > 4000{% endfor %})
{%- endmacro %}
