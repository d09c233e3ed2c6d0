{# The key of an identifier of a known type whose value is normalised. #}
{% macro identifier_key(identifier_type, identifier_value) -%}
    {{ intent.stable_key(identifier_type ~ " || ':' || " ~ identifier_value) }}
{%- endmacro %}
