{# SHA-256 of a string's UTF-8 bytes as 64 hexadecimal digits in lower case, as ad platforms want it. #}
{% macro sha256_hex(string_value) %}{{ return(adapter.dispatch('sha256_hex', 'intent')(string_value)) }}{% endmacro %}

{% macro default__sha256_hex(string_value) %}sha256({{ string_value }}){% endmacro %}

{% macro postgres__sha256_hex(string_value) %}encode(sha256(convert_to({{ string_value }}, 'UTF8')), 'hex'){% endmacro %}

{% macro spark__sha256_hex(string_value) %}sha2({{ string_value }}, 256){% endmacro %}
