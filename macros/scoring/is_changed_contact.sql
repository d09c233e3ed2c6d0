{# True where what a contact's buckets are made of has changed since the stored table of this model was built; true for all where there is none. #}
{% macro is_changed_contact(contact_id) -%}
    {{ contact_id }} in (
        select revisions.contact_id
        from {{ ref('int_contact_revisions') }} as revisions
        where revisions.revision_number > (
            select coalesce(max(stored_tables.built_up_to), 0)
            from {{ ref('int_stored_tables') }} as stored_tables
            where stored_tables.table_name = '{{ this.identifier }}'
        )
    )
{%- endmacro %}
