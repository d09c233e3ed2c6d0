{# True where a text is null, empty or a word that a tracker writes for nothing; most texts are let through by their first letter. #}
{% macro is_null_like(text_value) -%}
    case
        when {{ text_value }} is null then true
        when case substr({{ text_value }}, 1, 1)
                {%- for letter in ['', ' ', '(', 'n', 'N', 'u', 'U'] %} when '{{ letter }}' then false{% endfor %} else true end then false
        else case lower(trim(both ' ' from {{ text_value }}))
            {%- for word in ['', 'null', '(null)', 'none', 'nan', 'nil', 'undefined', 'n/a'] %}
            when '{{ word }}' then true
            {%- endfor %}
            else false
        end
    end
{%- endmacro %}
