{# The word after `as` that makes an engine compute a CTE once although it is read more than once. DuckDB guesses by itself, and guesses
   wrong where a CTE is expensive to compute and cheap to keep; Spark has no such word (macro where_read_once). #}
{% macro materialized() %}{{ return(adapter.dispatch('materialized', 'intent')()) }}{% endmacro %}

{% macro default__materialized() %}materialized{% endmacro %}

{% macro spark__materialized() %}{% endmacro %}
