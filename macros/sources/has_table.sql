{# Whether a raw table is there; true while dbt parses, when nobody knows. What else a source has may make a table optional that it would otherwise need. #}
{% macro has_table(relation) %}{{ return(not execute or intent.source_columns(relation) | length > 0) }}{% endmacro %}
