{# The engine's name of a type that source_table takes: text, bigint, number, decimal(p, s), boolean, timestamp, date, json (as text) or any. #}
{% macro column_type(type_name) -%}
    {{ {'string': intent.string_type(), 'number': intent.double_type(), 'any': intent.string_type(), 'json': intent.string_type()}.get(type_name, type_name) }}
{%- endmacro %}
