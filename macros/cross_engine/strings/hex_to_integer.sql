{# The 15 hexadecimal digits of a string as a whole number below 2^60. #}
{% macro hex_to_integer(digits) %}{{ return(adapter.dispatch('hex_to_integer', 'intent')(digits)) }}{% endmacro %}

{% macro default__hex_to_integer(digits) %}cast(('0x' || {{ digits }}) as bigint){% endmacro %}

{% macro postgres__hex_to_integer(digits) %}cast(cast(('x' || {{ digits }}) as bit(60)) as bigint){% endmacro %}

{% macro spark__hex_to_integer(digits) %}cast(conv({{ digits }}, 16, 10) as bigint){% endmacro %}
