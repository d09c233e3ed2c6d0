{# True for a contact that a CRM can know: it has a record that can be written to, or an email, and is not gone from every CRM. #}
{% macro is_synced_contact(contacts) -%}
    (({{ contacts }}.crm_id is not null or {{ contacts }}.email is not null) and not {{ contacts }}.is_gone)
{%- endmacro %}
