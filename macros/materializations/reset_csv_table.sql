{# Loads a seed of this package again into a table of its file's own columns. dbt would fill the old table, by position on
   DuckDB: a column that was moved, left out or added in the file would end in other columns or in an error of the engine. #}
{% macro reset_csv_table(model, full_refresh, old_relation, agate_table) %}
    {% do adapter.drop_relation(old_relation) %}
    {{ return(create_csv_table(model, agate_table)) }}
{% endmacro %}
