{{ config(meta={'stands_for': [
    'int_feature_fingerprints', 'int_contact_signal_days', 'int_contact_channel_days', 'int_contact_active_days', 'int_signal_decay',
    'int_learned_cells', 'int_conversions', 'int_contact_lifecycles', 'int_learned_versions', 'int_training_examples_as_of',
    'int_given_score_fingerprints', 'int_known_contacts', 'int_segment_lookup', 'int_as_of_dates', 'stg_intent__segments',
    'stg_intent__score_curves', 'int_learned_scales',
]}) }}

with given as (
    select * from {{ ref('int_given_score_fingerprints') }}
    where scorecard_name = 'hand_weights'
),

features as (
    select * from {{ ref('int_learned_feature_fingerprints') }}
),

versions as (
    select * from {{ ref('int_learned_versions') }}
),

kinds as (
    select distinct
        feature_name,
        kind
    from {{ ref('int_learned_cells') }}
),

-- A kind of signal is no matter of the weights, but its points are shown apart.
settings as (
    {{ intent.joint_fingerprint(['kinds']) }}
),

-- Weights are made of the examples and of nothing else, so their inputs stand for them.
examples as (
    select
        scorecard_version,
        cast(sum(input_fingerprint % 2147483647) as bigint) as version_fingerprint
    from {{ ref('int_training_examples_as_of') }}
    group by scorecard_version
),

-- How log-odds become points depends a little on the hand weights.
scales as (
    select * from {{ ref('int_learned_scales') }}
),

scale_rows as (
    select
        scorecard_version,
        {{ intent.row_fingerprint('scales') }} as scale_fingerprint
    from scales
),

-- Known contacts and segments stand in what all scorecards share.
fingerprints as (
    select
        given.as_of_date,
        versions.scorecard_name,
        versions.scorecard_version,
        given.shared_fingerprint + features.input_fingerprint % 2147483647 + examples.version_fingerprint
        + scale_rows.scale_fingerprint % 2147483647 + settings.input_fingerprint % 2147483647 as input_fingerprint
    from given
    inner join features on given.as_of_date = features.as_of_date
    inner join versions on given.as_of_date between versions.refit_date and versions.last_date
    inner join examples on versions.scorecard_version = examples.scorecard_version
    inner join scale_rows on versions.scorecard_version = scale_rows.scorecard_version
    cross join settings
)

select * from fingerprints
