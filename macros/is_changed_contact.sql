{# True where what a contact's buckets are made of has changed since the stored table of this model was built; true for all where there is none. #}
{% macro is_changed_contact(contact_id) -%}
    {{ contact_id }} in (
        select changes.contact_id
        from {{ ref('int_contact_changes') }} as changes
        where changes.change_number > (
            select coalesce(max(kept_tables.built_up_to), 0)
            from {{ ref('int_kept_tables') }} as kept_tables
            where kept_tables.table_name = '{{ this.identifier }}'
        )
    )
{%- endmacro %}
