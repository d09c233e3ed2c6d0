{# The character of number 0, or one that stands for it where strings never hold it. #}
{% macro nul_character() %}{{ return(adapter.dispatch('nul_character', 'intent')()) }}{% endmacro %}

{% macro default__nul_character() %}chr(0){% endmacro %}

{% macro postgres__nul_character() %}chr(1){% endmacro %}
