{# The object under a key of a JSON document as a string, with objects inside it one level deep; null where there is none. Like json_string it looks at the document as a string only. #}
{% macro json_object(document, key) -%}
    {{ intent.try_cast(
        document, intent.string_type(), '"' ~ key | replace('$', '[$]') ~ '" *: *([{](?:[^{}]|[{][^{}]*[}])*[}])'
    ) }}
{%- endmacro %}
