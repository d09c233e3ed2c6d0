{# A 60-bit whole-number key of a text, the same on every engine (the first 15 hexadecimal digits of its md5). #}
{% macro stable_key(text_value) -%}
    {{ intent.hex_to_integer("substr(md5(" ~ text_value ~ "), 1, 15)") }}
{%- endmacro %}
