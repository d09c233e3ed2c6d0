{# True where a string has the shape of one email domain: letters around at least one dot, and nothing that an address or a link has more. #}
{% macro is_domain(string_value) -%}
    (
        {{ string_value }} like '_%._%'
        {%- for pattern in ['% %', '%@%', '%/%', '%:%', '%,%', '%;%', '%*%', "%''%", '%..%', '.%', '%.'] %}
        and {{ string_value }} not like '{{ pattern }}'
        {%- endfor %}
        and {{ string_value }} = replace({{ string_value }}, '%', '')
    )
{%- endmacro %}
