{# The value of a key of a JSON document as a string, null where there is none. It looks at the document as a string only, at the key's first place at any depth, and reads a string up to an escaped quote: so a broken document is a null and never a failed build. #}
{% macro json_string(document, key) -%}
    {%- set pattern = '"' ~ key | replace('$', '[$]') ~ '" *: *("[^"]*"|[^",} ]+)' -%}
    {%- set found = "trim(both '\"' from " ~ intent.try_cast(document, intent.string_type(), pattern) ~ ")" -%}
    nullif(nullif(replace({{ found }}, chr(92) || '/', '/'), ''), 'null')
{%- endmacro %}
