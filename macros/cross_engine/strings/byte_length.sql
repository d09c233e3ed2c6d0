{# The bytes of a string in UTF-8; as many as it has characters exactly where all of them are ASCII. #}
{% macro byte_length(string_value) %}{{ return(adapter.dispatch('byte_length', 'intent')(string_value)) }}{% endmacro %}

{% macro default__byte_length(string_value) %}strlen({{ string_value }}){% endmacro %}

{% macro postgres__byte_length(string_value) %}octet_length({{ string_value }}){% endmacro %}

{% macro spark__byte_length(string_value) %}octet_length({{ string_value }}){% endmacro %}
