{# A UTC instant from a string of milliseconds since 1970; null where it holds anything else. #}
{% macro timestamp_from_milliseconds(string_value) -%}
    {{ intent.timestamp_from_micros('1000 * ' ~ intent.try_cast(string_value, 'bigint', '^ *([0-9]{12,14})([.]0*)? *$')) }}
{%- endmacro %}
