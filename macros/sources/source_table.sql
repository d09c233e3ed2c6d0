{# A raw table as a select of exactly the named columns in their types, whatever the sync delivered, without rows that are marked as deleted. A missing optional column is a typed null, a missing optional table has no rows; what is required and missing stops the run with a message that names all of it. `a or b` takes column b where the table has no a, and calls it a. With `with_deleted` deleted rows stay, and is_deleted says which they are. Only staging may use it: it looks at the table while it compiles. At parse time, without a database, every column is null. #}
{% macro source_table(relation, required, optional={}, is_optional_table=false, with_deleted=false) -%}
    {%- set columns = intent.source_columns(relation) if execute else [] -%}
    {%- set missing = [] -%}
    {%- set unreadable = [] -%}
    {%- set expressions = {} -%}
    {%- for names, type in dict(required, **optional).items() -%}
        {%- set found = intent.found_column(columns, names) -%}
        {%- set expression = intent.read_as(adapter.quote(found.name), found.data_type, type) if found else 'cast(null as ' ~ intent.column_type(type) ~ ')' -%}
        {%- if not found and names in required -%}
            {%- do missing.append(names) -%}
        {%- elif expression is none -%}
            {%- do unreadable.append(found.name ~ ' is ' ~ found.data_type ~ ', which cannot be read as ' ~ type) -%}
        {%- endif -%}
        {%- do expressions.update({names.split(' or ')[0]: expression}) -%}
    {%- endfor -%}
    {%- if execute and (unreadable or (missing and (columns or not is_optional_table))) -%}
        {%- do intent.stop_for_source(relation, columns, missing, unreadable) -%}
    {%- endif -%}
    {%- set deleted = intent.is_deleted_row(columns) -%}
    {%- if with_deleted -%}{%- do expressions.update({'is_deleted': deleted}) -%}{%- endif -%}
    select
    {%- for name, expression in expressions.items() %}
        {{ expression }} as {{ name }}{{ "," if not loop.last }}
    {%- endfor %}
    from {{ relation if columns else '(select 1 as one) as nothing where one = 0' }}
    {%- if deleted != 'false' and not with_deleted %}
    where not {{ deleted }}
    {%- endif %}
{%- endmacro %}
