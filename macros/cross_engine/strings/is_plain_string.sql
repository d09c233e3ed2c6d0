{# True where a string is made of visible ASCII characters alone; quotes and backslashes may make it false. #}
{% macro is_plain_string(string_value) %}{{ return(adapter.dispatch('is_plain_string', 'intent')(string_value)) }}{% endmacro %}

{#- JSON escapes control characters, except for number 127; looking at the length is four times cheaper than a pattern. -#}
{% macro default__is_plain_string(string_value) -%}
    (
        strlen(cast(to_json({{ string_value }}) as varchar)) = length({{ string_value }}) + 2
        and {{ string_value }} not like '% %'
        and {{ string_value }} not like '%' || chr(127) || '%'
    )
{%- endmacro %}

{% macro postgres__is_plain_string(string_value) %}{{ string_value }} ~ '^[!-~]*$'{% endmacro %}

{% macro spark__is_plain_string(string_value) %}{{ string_value }} rlike '^[!-~]*\\z'{% endmacro %}
