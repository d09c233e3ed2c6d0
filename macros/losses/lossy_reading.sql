{# A column with the type that it is read in, as raw_readings lists it; none where the reading loses nothing. #}
{% macro lossy_reading(source_name, table_name, relation, column, type_name) %}
    {% set quoted = adapter.quote(column.name) %}
    {% set read = intent.read_as(quoted, column.data_type, type_name) %}
    {% if read is none or read == 'cast(' ~ quoted ~ ' as ' ~ intent.column_type(type_name) ~ ')' %}{{ return(none) }}{% endif %}
    {% set is_missing = intent.is_null_like('cast(' ~ quoted ~ ' as ' ~ intent.string_type() ~ ')')
        if intent.type_family(column.data_type) == 'string' else quoted ~ ' is null' %}
    {{ return({
        'source_name': source_name, 'table_name': table_name, 'relation': relation, 'column_name': column.name,
        'type_name': type_name, 'read': read, 'is_missing': is_missing,
    }) }}
{% endmacro %}
