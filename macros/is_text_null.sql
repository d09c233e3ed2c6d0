{# True where a text is null, empty or a word that a tracker writes for nothing; most texts are let through by their first letter. #}
{% macro is_text_null(text_value) -%}
    case
        when {{ text_value }} is null then true
        when position(lower(substr({{ text_value }}, 1, 1)) in ' (nu') = 0 then false
        else case lower(trim(both ' ' from {{ text_value }}))
            {%- for word in ['', 'null', '(null)', 'none', 'nan', 'nil', 'undefined', 'n/a'] %}
            when '{{ word }}' then true
            {%- endfor %}
            else false
        end
    end
{%- endmacro %}
