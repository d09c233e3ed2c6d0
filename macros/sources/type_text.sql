{# The engine's name of a type that source_table takes: text, bigint, number, decimal(p, s), boolean, timestamp, date, json (as text) or any. #}
{% macro type_text(type_name) -%}
    {{ {'text': intent.text_type(), 'number': intent.double_type(), 'any': intent.text_type(), 'json': intent.text_type()}.get(type_name, type_name) }}
{%- endmacro %}
