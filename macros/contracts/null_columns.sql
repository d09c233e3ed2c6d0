{# Null columns in the types of a contract, for what a source does not say; the last one without a comma. #}
{% macro null_columns(contract, names) -%}
    {%- set types = dict(intent.contract_columns(contract)) -%}
    {%- for name in names -%}
        {%- if name not in types -%}
            {%- do exceptions.raise_compiler_error('The contract ' ~ contract ~ ' has no column ' ~ name ~ '.') -%}
        {%- endif -%}
        cast(null as {{ types[name] }}) as {{ name }}{{ ", " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
