{# The statement that collects statistics of a new table for the planner, on an engine that does not collect them soon enough by itself; nothing elsewhere. #}
{% macro analyze(relation, materialized) %}{{ return(adapter.dispatch('analyze', 'intent')(relation, materialized)) }}{% endmacro %}

{% macro default__analyze(relation, materialized) %}{% endmacro %}

{% macro postgres__analyze(relation, materialized) %}{% if materialized != 'view' %}analyze {{ relation }}{% endif %}{% endmacro %}
