{# True where a text has the shape of one email domain: letters around at least one dot, and nothing that an address or a link has more. #}
{% macro is_domain(text_value) -%}
    (
        {{ text_value }} like '_%._%'
        {%- for pattern in ['% %', '%@%', '%/%', '%:%', '%,%', '%;%', '%*%', "%''%", '%..%', '.%', '%.'] %}
        and {{ text_value }} not like '{{ pattern }}'
        {%- endfor %}
        and {{ text_value }} = replace({{ text_value }}, '%', '')
    )
{%- endmacro %}
