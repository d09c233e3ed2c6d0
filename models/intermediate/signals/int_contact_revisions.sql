{{ config(meta={'stands_for': [
    'int_spine_events', 'int_identifier_owners', 'int_contacts', 'int_bot_events', 'int_event_kinds', 'stg_intent__signal_rules',
    'stg_intent__composite_signals', 'int_composite_conditions', 'stg_intent__composite_session_limits',
    'int_signal_counting_rules',
]}) }}
{{ intent.incremental_by('contact_id', fingerprints='int_contact_fingerprints') }}

with contacts as (
    select * from {{ ref('int_contact_fingerprints') }}
),

{% if is_incremental() %}
stored as (
    select * from {{ this }}
),

latest as (
    select
        coalesce(max(revision_number), 0) as revision_number,
        coalesce(max(counted_since), '{{ invocation_id }}') as counted_since
    from stored
),

changed as (
    select
        contacts.contact_id,
        contacts.input_fingerprint,
        latest.revision_number + 1 as revision_number,
        latest.counted_since
    from contacts
    cross join latest
    left join stored on contacts.contact_id = stored.contact_id and contacts.input_fingerprint = stored.input_fingerprint
    where stored.contact_id is null
)
{% else %}
changed as (
    select
        contact_id,
        input_fingerprint,
        cast(1 as bigint) as revision_number,
        '{{ invocation_id }}' as counted_since
    from contacts
)
{% endif %}

select * from changed
