{# A column of a seed in use as a string: null, or its default (macro seed_rules), where the file lacks it. Names are the columns that the
   seed's table has, in small letters; none where nobody knows, as before it is loaded. #}
{% macro seed_column(column, names) -%}
    {%- set missing = intent.string_literal(column.default) if 'default' in column else 'null' -%}
    cast({{ column.name if names is none or column.name in names else missing }} as {{ intent.string_type() }}) as {{ column.name }}
{%- endmacro %}
