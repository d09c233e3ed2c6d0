{# True where a text is null, empty or a word that a tracker writes for nothing. #}
{% macro is_text_null(text_value) -%}
    (coalesce(lower(trim({{ text_value }})), '') in ('', 'null', '(null)', 'none', 'nan', 'nil', 'undefined', 'n/a'))
{%- endmacro %}
