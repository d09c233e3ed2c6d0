{# True where a string is null, empty or null-like: a word that trackers write where a value is missing; most strings are let through by their
   first letter. The words are one list: a case would lower and trim a string once for each of them. #}
{% macro is_null_like(string_value) -%}
    case
        when {{ string_value }} is null then true
        when case substr({{ string_value }}, 1, 1)
                {%- for letter in ['', ' ', '(', 'n', 'N', 'u', 'U'] %} when '{{ letter }}' then false{% endfor %} else true end then false
        else lower(trim(both ' ' from {{ string_value }})) in ('', 'null', '(null)', 'none', 'nan', 'nil', 'undefined', 'n/a')
    end
{%- endmacro %}
