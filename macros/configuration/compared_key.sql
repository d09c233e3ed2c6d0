{# A seed's key as two rows are compared by it: numbers as numbers, identifiers case-sensitively, all other strings case-insensitively. #}
{% macro compared_key(column, kind) -%}
    {%- set text_value = "coalesce(" ~ column ~ ", '')" -%}
    {%- if 'number' in kind -%}
    coalesce(cast({{ intent.seed_number(column) }} as {{ intent.string_type() }}), {{ text_value }})
    {%- else -%}
    {{ text_value if kind == 'identifier' else 'lower(' ~ text_value ~ ')' }}
    {%- endif -%}
{%- endmacro %}
