{# True where a seed's key stands on more than one row. #}
{% macro is_duplicate(relation, key) -%}
    {{ key }} in (select duplicated.{{ key }} from {{ relation }} as duplicated group by duplicated.{{ key }} having count(*) > 1)
{%- endmacro %}
