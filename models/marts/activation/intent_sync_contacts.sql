-- depends_on: {{ ref('intent_row_conservation') }}, {{ ref('int_publication_errors') }}
{{ intent.incremental_by('contact_id', fingerprints='int_sync_contacts', on_schema_change='append_new_columns') }}

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
    select
        contacts.contact_id,
        contacts.crm_id,
        contacts.email,
        contacts.intent_score,
        contacts.intent_segment,
        contacts.intent_trend,
        contacts.intent_decile,
        contacts.intent_points,
        contacts.intent_reason_1,
        contacts.intent_reason_2,
        contacts.intent_reason_3,
        contacts.recommended_action,
        contacts.segment_since,
        as_of_dates.built_at as changed_at,
        contacts.input_fingerprint
    from contacts
    cross join as_of_dates
)

select * from published
