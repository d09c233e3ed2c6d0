{# True where a normalised string has the shape of one email address: words separated by single dots around one @, at least two after
   it, none of which begins with a hyphen, and no space, bracket or list sign anywhere. #}
{% macro is_email(string_value) -%}
    {%- set others = "@. <>(){},;:\"\ufffd' || chr(9) || chr(10) || chr(13) || '" -%}
    {%- set word = "[^" ~ others ~ "]+" -%}
    {%- set label = "[^" ~ others ~ "-][^" ~ others ~ "]*" -%}
    {{ intent.matches_pattern(string_value, "^" ~ word ~ "([.]" ~ word ~ ")*@" ~ label ~ "([.]" ~ label ~ ")+$") }}
{%- endmacro %}
