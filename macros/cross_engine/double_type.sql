{# The name of the 64-bit floating-point type. #}
{% macro double_type() %}{{ return(adapter.dispatch('double_type', 'intent')()) }}{% endmacro %}

{% macro default__double_type() %}double{% endmacro %}

{% macro postgres__double_type() %}double precision{% endmacro %}
