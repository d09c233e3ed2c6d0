{# The rows of a query for names and types of columns as a list of name and data_type. #}
{% macro queried_columns(query) %}
    {% set columns = [] %}
    {% for row in run_query(query).rows %}
        {% do columns.append({'name': row[0], 'data_type': row[1]}) %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}
