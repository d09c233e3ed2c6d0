{{ config(meta={'stands_for': [
    'int_feature_fingerprints', 'int_contact_signal_days', 'int_contact_channel_days', 'int_contact_active_days', 'int_signal_decay',
    'int_scorecards', 'int_learned_cells', 'int_conversions', 'int_learned_scorecards', 'int_given_score_fingerprints',
    'int_known_contacts', 'int_segment_lookup', 'int_as_of_dates',
]}) }}

with given as (
    select * from {{ ref('int_given_score_fingerprints') }}
    where scorecard_name = 'hand_weights'
),

features as (
    select * from {{ ref('int_learned_feature_fingerprints') }}
),

scorecards as (
    select * from {{ ref('int_learned_scorecards') }}
),

-- A new version changes the last date of the one before, and with it no score.
weights as (
    select
        scorecard_name,
        scorecard_version,
        feature_name,
        lower_bound_micro,
        upper_bound_micro,
        base_points_micro
    from scorecards
),

versions as (
    select
        scorecards.scorecard_name,
        scorecards.scorecard_version,
        scorecards.from_date,
        scorecards.last_date,
        max(case when scorecards.feature_name = 'base' then scorecards.base_points_micro end) as silent_points_micro
    from scorecards
    group by scorecards.scorecard_name, scorecards.scorecard_version, scorecards.from_date, scorecards.last_date
),

version_fingerprints as (
    select
        scorecard_version,
        cast(sum({{ intent.row_fingerprint('weights') }}) as bigint) as version_fingerprint
    from weights
    group by scorecard_version
),

-- Known contacts, segments and the hand weights, whose points are a feature, stand in the fingerprint of the hand weights.
fingerprints as (
    select
        given.as_of_date,
        versions.scorecard_name,
        versions.scorecard_version,
        versions.silent_points_micro,
        given.input_fingerprint + features.input_fingerprint % 2147483647 + version_fingerprints.version_fingerprint as input_fingerprint
    from given
    inner join features on given.as_of_date = features.as_of_date
    inner join versions on given.as_of_date between versions.from_date and versions.last_date
    inner join version_fingerprints on versions.scorecard_version = version_fingerprints.scorecard_version
)

select * from fingerprints
