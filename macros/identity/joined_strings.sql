{# Several strings as one, from which each can be read back whatever it holds: every string but the last has its length and a colon
   before it. A separator alone would make one of `a:` and `b`, and of `a` and `:b`. One concat, not a chain of ||, whose every step
   makes a string of its own: over millions of rows it is twice as fast. PostgreSQL gives a function at most 100 arguments. #}
{% macro joined_strings(string_values) -%}
    {%- for chunk in string_values | batch(30) -%}
        {%- set is_last = loop.last -%}
        {{ "" if loop.first else " || " }}concat(
        {%- for string_value in chunk -%}
            {%- if not (is_last and loop.last) -%}
            cast(length({{ string_value }}) as {{ intent.string_type() }}), ':', {{ string_value }}{{ ", " if not loop.last }}
            {%- else -%}
            {{ string_value }}
            {%- endif -%}
        {%- endfor -%}
        )
    {%- endfor -%}
{%- endmacro %}
