{# True where a contact is in the hold-out group: a share of all contacts in percent, the same ones in every run. #}
{% macro is_held_out(contact_id, percent) -%}
    ({{ intent.integer_divide(contact_id, "7919") }} % 100 < {{ percent }})
{%- endmacro %}
