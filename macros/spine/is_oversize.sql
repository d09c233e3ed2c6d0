{# True where one of some texts is longer than 4,000 characters: no id, name, path or address is. #}
{% macro is_oversize(text_values) -%}
    ({% for text_value in text_values %}{{ " or " if not loop.first }}coalesce(length({{ text_value }}), 0) > 4000{% endfor %})
{%- endmacro %}
