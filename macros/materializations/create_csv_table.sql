{# Makes the table of a seed of this package: `varchar` in its column types means the engine's text type, because Spark knows no varchar without a length. #}
{% macro create_csv_table(model, agate_table) %}
    {% set types = model['config'].get('column_types', {}) %}
    {% for column in types if types[column] == 'varchar' %}
        {% do types.update({column: intent.string_type()}) %}
    {% endfor %}
    {{ return(dbt.create_csv_table(model, agate_table)) }}
{% endmacro %}
