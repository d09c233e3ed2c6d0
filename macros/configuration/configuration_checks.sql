{# Rows for the configuration gate: one select per check, each a mistake with the file, key, column and value it is about.
   A check is a dictionary with key, column, is_wrong (a condition) and message; relation is the seed it reads.
   Where is_personal is true, its key is the line of the file, and the value is left out. #}
{% macro configuration_checks(file_name, relation, checks) -%}
    {%- for check in checks %}
    select
        '{{ file_name }}' as file_name,
        coalesce(cast({{ check.key }} as {{ intent.string_type() }}), '') as key_value,
        '{{ check.column }}' as column_name,
        {% if check.is_personal -%}
        cast(null as {{ intent.string_type() }}) as cell_value,
        {%- else -%}
        coalesce(cast({{ check.column }} as {{ intent.string_type() }}), '') as cell_value,
        {%- endif %}
        '{{ check.message }}' as message
    from {{ relation }}
    where {{ check.is_wrong }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
{%- endmacro %}
