{# A 60-bit whole-number key of a string, the same on every engine (the first 15 hexadecimal digits of its md5). #}
{% macro stable_key(string_value) -%}
    {{ intent.hex_to_integer("substr(md5(" ~ string_value ~ "), 1, 15)") }}
{%- endmacro %}
