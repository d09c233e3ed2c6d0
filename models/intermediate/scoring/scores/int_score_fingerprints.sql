{{ config(meta={'stands_for': [
    'int_feature_fingerprints', 'int_contact_signal_days', 'int_contact_channel_days', 'int_contact_active_days', 'int_signal_decay',
    'int_known_contacts', 'int_scorecards', 'int_segment_lookup', 'int_segment_lines', 'int_as_of_dates', 'int_conversions', 'int_contact_lifecycles',
    'int_learned_cells', 'int_learned_versions', 'int_training_examples_as_of', 'stg_intent__segments', 'stg_intent__activity_bounds',
    'int_given_score_fingerprints', 'int_learned_score_fingerprints',
]}) }}

with fingerprints as (
    select
        as_of_date,
        scorecard_name,
        input_fingerprint
    from {{ ref('int_given_score_fingerprints') }}
    union all
    select
        as_of_date,
        scorecard_name,
        input_fingerprint
    from {{ ref('int_learned_score_fingerprints') }}
)

select * from fingerprints
