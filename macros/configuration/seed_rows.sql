{# The rows of a seed with all the columns it should have, each as a string, and null or its default where the file lacks it;
   with_line adds the line of the file, for a message that must not show the row. #}
{% macro seed_rows(relation, seed_name, with_line=false) -%}
    {%- set stored = intent.stored_columns(relation) -%}
    {%- set names = stored | map(attribute='name') | map('lower') | list if stored is not none else none -%}
    select
        {%- for column in intent.seed_rules(seed_name).columns %}
        {{ intent.seed_column(column, names) }}
        {{- "," if with_line or not loop.last }}
        {%- endfor %}
        {%- set is_view = execute and stored is not none and load_cached_relation(relation).is_view %}
        {%- if with_line and (is_view or flags.EMPTY) %}
        cast(null as {{ intent.string_type() }}) as file_line
        {%- elif with_line %}
        cast({{ intent.row_number_as_stored() }} + 1 as {{ intent.string_type() }}) as file_line
        {%- endif %}
    from {{ relation }}
{%- endmacro %}
