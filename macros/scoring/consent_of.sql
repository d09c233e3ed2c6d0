{# Whether one may write to a contact: gone (deleted in every CRM), else opted_out or reachable, of email. #}
{% macro consent_of(contacts) -%}
    case when {{ contacts }}.is_gone then 'gone' when {{ contacts }}.is_opted_out then 'opted_out' else 'reachable' end
{%- endmacro %}
