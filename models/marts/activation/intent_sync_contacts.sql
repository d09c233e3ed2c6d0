-- depends_on: {{ ref('intent_row_conservation') }}, {{ ref('int_publication_errors') }}
{{ intent.incremental_by('contact_id', fingerprints='int_sync_contacts', on_schema_change='append_new_columns') }}
{%- set decisive = ['crm_id', 'crm_record_ids', 'email', 'intent_segment', 'lifecycle', 'suppression_reason', 'recommended_action'] %}

with contacts as (
    select * from {{ ref('int_sync_contacts') }}
    {% if is_incremental() %}
    where contact_id in ({{ intent.changed_partitions(ref('int_sync_contacts'), this, 'contact_id') }})
    {% endif %}
),

as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

published as (
    {{ intent.published_rows('contacts', 'as_of_dates', this, 'contact_id', intent.synced_columns(), decisive, is_incremental()) }}
)

select * from published
