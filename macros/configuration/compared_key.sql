{# A seed's key as two rows are compared by it: numbers as numbers, identifiers case-sensitively, all other strings case-insensitively. #}
{% macro compared_key(column, kind) -%}
    {%- set string_value = "coalesce(" ~ column ~ ", '')" -%}
    {%- if 'number' in kind -%}
    coalesce(cast({{ intent.seed_number(column) }} as {{ intent.string_type() }}), {{ string_value }})
    {%- else -%}
    {{ string_value if kind == 'identifier' else 'lower(' ~ string_value ~ ')' }}
    {%- endif -%}
{%- endmacro %}
