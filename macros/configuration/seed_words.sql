{# The values that a column of a seed may hold, as a list; none while dbt parses. #}
{% macro seed_words(seed_name, column_name) %}
    {% set columns = intent.seed_rules(seed_name).columns | selectattr('name', 'equalto', column_name) | list %}
    {{ return(columns[0].words if columns else []) }}
{% endmacro %}
