{# True where a normalised text has the shape of one email address. #}
{% macro is_email(text_value) -%}
    (
        {{ text_value }} like '_%@_%._%'
        and {{ text_value }} not like '%@%@%'
        and {{ text_value }} not like '%..%'
        and {{ text_value }} not like '.%'
        and {{ text_value }} not like '%.'
        and {{ text_value }} not like '%.@%'
        and {{ text_value }} not like '%@.%'
        and {{ text_value }} not like '%@-%'
        and {{ text_value }} = translate({{ text_value }}, ' <>()[]{},;:"' || chr(9) || chr(10) || chr(13), '')
        and length({{ text_value }}) <= 254
    )
{%- endmacro %}
