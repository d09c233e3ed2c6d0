{# True where the stored table of a model has some columns: one of an older release may lack them. #}
{% macro holds_columns(relation, columns) %}
    {% set stored = (intent.stored_columns(relation) or []) | map(attribute='name') | map('lower') | list %}
    {{ return(columns | reject('in', stored) | list | length == 0) }}
{% endmacro %}
