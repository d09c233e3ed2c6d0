{# The bytes of a text in UTF-8; as many as it has characters exactly where all of them are ASCII. #}
{% macro byte_length(text_value) %}{{ return(adapter.dispatch('byte_length', 'intent')(text_value)) }}{% endmacro %}

{% macro default__byte_length(text_value) %}strlen({{ text_value }}){% endmacro %}

{% macro postgres__byte_length(text_value) %}octet_length({{ text_value }}){% endmacro %}

{% macro spark__byte_length(text_value) %}octet_length({{ text_value }}){% endmacro %}
