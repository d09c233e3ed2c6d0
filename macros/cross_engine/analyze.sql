{# The statement that counts a new table for the planner, on an engine whose planner guesses badly until somebody counts; nothing elsewhere. #}
{% macro analyze(relation, materialized) %}{{ return(adapter.dispatch('analyze', 'intent')(relation, materialized)) }}{% endmacro %}

{% macro default__analyze(relation, materialized) %}{% endmacro %}

{% macro postgres__analyze(relation, materialized) %}{% if materialized != 'view' %}analyze {{ relation }}{% endif %}{% endmacro %}
