{# True where a normalised text has the shape of one email address: words parted by single dots around one @, at least two after
   it, none of which begins with a hyphen, and no blank, bracket or list sign anywhere. #}
{% macro is_email(text_value) -%}
    {%- set others = "@. <>(){},;:\"' || chr(9) || chr(10) || chr(13) || '" -%}
    {%- set word = "[^" ~ others ~ "]+" -%}
    {%- set label = "[^" ~ others ~ "-][^" ~ others ~ "]*" -%}
    {{ intent.matches_pattern(text_value, "^" ~ word ~ "([.]" ~ word ~ ")*@" ~ label ~ "([.]" ~ label ~ ")+$") }}
{%- endmacro %}
