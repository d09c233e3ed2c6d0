{# The numbers of the control characters that a string may hold; PostgreSQL's strings never hold the one of number 0. #}
{% macro control_characters() %}{{ return(adapter.dispatch('control_characters', 'intent')()) }}{% endmacro %}

{% macro default__control_characters() %}{{ return(range(32) | list + range(127, 160) | list) }}{% endmacro %}

{% macro postgres__control_characters() %}{{ return(range(1, 32) | list + range(127, 160) | list) }}{% endmacro %}
