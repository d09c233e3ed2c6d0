{# A raw table as a select of exactly the named columns in their types, whatever the sync delivered. A missing optional column is a typed null, a missing optional table has no rows; what is required and missing stops the run with a sentence that names all of it. Only staging may use it: it looks at the table while it compiles. At parse time, without a database, every column is null. #}
{% macro source_table(relation, required, optional={}, is_optional_table=false) -%}
    {%- set wanted = dict(required, **optional) -%}
    {%- set found = {} -%}
    {%- set unreadable = [] -%}
    {%- set columns = intent.source_columns(relation) if execute else [] -%}
    {%- for column in columns -%}
        {#- Of columns that differ in case only, the one in lower case counts. -#}
        {%- if column.name | lower in wanted and (column.name == column.name | lower or column.name | lower not in found) -%}
            {%- set expression = intent.read_as(adapter.quote(column.name), column.data_type, wanted[column.name | lower]) -%}
            {%- do found.update({column.name | lower: expression}) -%}
            {%- if expression is none -%}
                {%- do unreadable.append(column.name ~ ' is ' ~ column.data_type ~ ', which cannot be read as ' ~ wanted[column.name | lower]) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set missing = required | reject('in', found) | list -%}
    {%- if execute and (unreadable or (missing and (columns or not is_optional_table))) -%}
        {%- do intent.stop_for_source(relation, columns, missing, unreadable) -%}
    {%- endif -%}
    select
    {%- for name, type in wanted.items() %}
        {{ found.get(name) or 'cast(null as ' ~ intent.type_text(type) ~ ')' }} as {{ name }}{{ "," if not loop.last }}
    {%- endfor %}
    from {{ relation if columns else '(select 1 as one) as nothing where one = 0' }}
{%- endmacro %}
