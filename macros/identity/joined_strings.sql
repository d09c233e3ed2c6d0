{# Several strings as one, from which each can be read back whatever it holds: every string but the last has its length and a colon
   before it. A separator alone would make one of `a:` and `b`, and of `a` and `:b`. #}
{% macro joined_strings(string_values) -%}
    {%- for string_value in string_values -%}
        {%- if not loop.last -%}
        cast(length({{ string_value }}) as {{ intent.string_type() }}) || ':' || {{ string_value }} ||{{ ' ' }}
        {%- else -%}
        {{ string_value }}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
