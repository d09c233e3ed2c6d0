{# MD5 of some columns of a row, 32 characters; null and the empty string are one. #}
{% macro row_hash(columns) -%}
    {%- set parts = [] -%}
    {%- for column in columns %}{% do parts.append('coalesce(cast(' ~ column ~ ' as ' ~ intent.string_type() ~ "), '')") %}{% endfor -%}
    md5({{ intent.joined_strings(parts) }})
{%- endmacro %}
