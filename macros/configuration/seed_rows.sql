{# The rows of a seed with all the columns it should have, each as a string, and null where the file lacks it. #}
{% macro seed_rows(relation, seed_name) -%}
    {%- set stored = intent.stored_columns(relation) -%}
    {%- set names = stored | map(attribute='name') | map('lower') | list if stored is not none else none -%}
    select
        {%- for column in intent.seed_rules(seed_name).columns %}
        cast({{ column.name if names is none or column.name in names else 'null' }} as {{ intent.string_type() }}) as {{ column.name }}
        {{- "," if not loop.last }}
        {%- endfor %}
    from {{ relation }}
{%- endmacro %}
