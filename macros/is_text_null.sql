{# True where a text is null, empty or a word that a tracker writes for nothing. Long texts are only looked at for blanks. #}
{% macro is_text_null(text_value) -%}
    case
        when {{ text_value }} is null then true
        when length({{ text_value }}) > 12 then trim({{ text_value }}) = ''
        else lower(trim({{ text_value }})) in ('', 'null', '(null)', 'none', 'nan', 'nil', 'undefined', 'n/a')
    end
{%- endmacro %}
