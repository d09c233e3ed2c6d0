{# The name of the text type. #}
{% macro string_type() %}{{ return(adapter.dispatch('string_type', 'intent')()) }}{% endmacro %}

{% macro default__string_type() %}varchar{% endmacro %}

{% macro spark__string_type() %}string{% endmacro %}
