{# True where the stored table of a model has a column: one of an older release may lack it. #}
{% macro holds_column(relation, column_name) %}
    {% set names = intent.stored_columns(relation) or [] %}
    {{ return(column_name in names | map(attribute='name') | map('lower') | list) }}
{% endmacro %}
