{# The columns of a raw table, view or file as a list of name and data_type; an empty list where it is missing. #}
{% macro source_columns(relation) %}{{ return(adapter.dispatch('source_columns', 'intent')(relation)) }}{% endmacro %}

{% macro default__source_columns(relation) %}
    {% set columns = [] %}
    {% for column in adapter.get_columns_in_relation(relation) %}
        {% do columns.append({'name': column.name, 'data_type': column.data_type}) %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}

{# The catalog knows materialized views and foreign tables too, and no error comes from a table that is missing. #}
{% macro postgres__source_columns(relation) %}
    {{ return(intent.queried_columns(
        "select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = to_regclass('" ~ relation.render()
        ~ "') and attnum > 0 and not attisdropped order by attnum"
    )) }}
{% endmacro %}

{# A source may be a file (meta.external_location), which is missing where its path matches none. #}
{% macro duckdb__source_columns(relation) %}
    {% if not relation.external %}
        {{ return(intent.queried_columns(
            'select column_name, data_type from system.information_schema.columns where'
            ~ " lower(table_catalog) = '" ~ relation.database | lower ~ "' and lower(table_schema) = '" ~ relation.schema | lower
            ~ "' and lower(table_name) = '" ~ relation.identifier | lower ~ "' order by ordinal_position"
        )) }}
    {% endif %}
    {% set path = relation.external.split("'")[1] if "'" in relation.external else '' %}
    {% if path and '://' not in path and run_query("select 1 from glob('" ~ path ~ "') limit 1").rows | length == 0 %}
        {{ return([]) }}
    {% endif %}
    {{ return(intent.queried_columns('select column_name, column_type from (describe select * from ' ~ relation.render() ~ ')')) }}
{% endmacro %}
