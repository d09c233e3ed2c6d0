{# The system in front of a CRM id, an empty string where none stands there. #}
{% macro crm_system(crm_id) -%}
    case when {{ crm_id }} like '%:%' then {{ intent.split_item(crm_id, ':', 1) }} else '' end
{%- endmacro %}
