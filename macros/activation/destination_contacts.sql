{# What the records of one kind in a CRM get of their contacts, as a select: one row per record that can be written to. #}
{% macro destination_contacts(system, record_type, id_column, suffix='') -%}
    select
        records.record_id as {{ id_column }},
        contacts.contact_id as intent_contact_id{{ suffix }},
        contacts.email,
        contacts.intent_segment as intent_segment{{ suffix }},
        {%- for rank in [1, 2, 3] %}
        contacts.intent_reason_{{ rank }} as intent_reason_{{ rank }}{{ suffix }},
        {%- endfor %}
        contacts.recommended_action as intent_recommended_action{{ suffix }},
        contacts.lifecycle as intent_lifecycle{{ suffix }},
        contacts.suppression_reason as intent_suppression_reason{{ suffix }},
        contacts.intent_score as intent_score{{ suffix }},
        contacts.is_suppressed as intent_is_suppressed{{ suffix }},
        contacts.segment_since as intent_segment_since{{ suffix }},
        contacts.row_hash,
        contacts.changed_at
    from {{ ref('int_contact_records') }} as records
    inner join {{ ref('intent_sync_contacts') }} as contacts
        on cast(records.contact_id as {{ intent.string_type() }}) = contacts.contact_id
    where records.is_writable and records.crm_system = '{{ system }}' and records.record_type = '{{ record_type }}'
{%- endmacro %}
