{# The engine's name of a type that source_table takes: string, bigint, number, decimal(p, s), boolean, timestamp, date, json (as a string), raw_string or any. #}
{% macro column_type(type_name) -%}
    {{ {'string': intent.string_type(), 'number': intent.double_type(), 'any': intent.string_type(), 'json': intent.string_type(), 'raw_string': intent.string_type()}.get(type_name, type_name) }}
{%- endmacro %}
