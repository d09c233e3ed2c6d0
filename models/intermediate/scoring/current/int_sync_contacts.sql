{# The moment of a run and the checks before it are no content: none of them makes a row another one. #}
{{ config(meta={'stands_for': ['int_latest_as_of_date', 'intent_row_conservation', 'int_publication_errors']}) }}

with scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

contacts as (
    select * from {{ ref('int_contacts') }} as contacts
    where {{ intent.is_synced_contact('contacts') }}
),

synced as (
    select
        cast(contacts.contact_id as {{ intent.string_type() }}) as contact_id,
        contacts.crm_id,
        contacts.email,
        scores.score as intent_score,
        scores.segment_name as intent_segment,
        scores.trend as intent_trend,
        scores.decile as intent_decile,
        {{ intent.from_micro_units('scores.points_micro') }} as intent_points,
        scores.reason_1 as intent_reason_1,
        scores.reason_2 as intent_reason_2,
        scores.reason_3 as intent_reason_3,
        scores.recommended_action,
        scores.segment_since
    from scores
    inner join contacts on scores.contact_id = contacts.contact_id
),

published as (
    select
        *,
        {{ intent.row_fingerprint('synced') }} as input_fingerprint
    from synced
)

select * from published
