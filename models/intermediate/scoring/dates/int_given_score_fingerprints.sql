{{ config(meta={'stands_for': [
    'int_feature_fingerprints', 'int_contact_signal_days', 'int_contact_channel_days', 'int_signal_decay', 'int_known_contacts',
    'int_scorecards', 'int_segment_lookup', 'int_segment_lines', 'int_as_of_dates',
]}) }}

with features as (
    select * from {{ ref('int_feature_fingerprints') }}
),

contacts as (
    select * from {{ ref('int_known_contacts') }}
),

contact_days as (
    select
        first_known_date,
        cast(sum({{ intent.row_fingerprint('contacts') }}) as bigint) as contact_fingerprint
    from contacts
    group by first_known_date
),

scorecards as (
    select * from {{ ref('int_scorecards') }}
),

-- Segments remember the dates of the grid, so which dates those are is a matter of scores.
grid as (
    select
        as_of_date,
        {{ intent.days_between('grid_date', 'as_of_date') }} as days_since_grid_date
    from {{ ref('int_as_of_dates') }}
),

segment_lookup as (
    select * from {{ ref('int_segment_lookup') }}
),

-- Every seed stands here, so that a new one makes new scores although no model names it; but what these say of a score stands in the
-- scorecards, in decay, in the buckets and in the learned weights, and a changed weight is a matter of one scorecard.
cells as (
    select * from {{ ref('stg_intent__seed_cells') }}
    where seed_name not in ('intent_signals', 'intent_scorecard_weights', 'intent_tier_caps', 'intent_learned_bins')
),

settings as (
    {{ intent.joint_fingerprint(['segment_lookup', 'cells']) }}
),

scorecard_rows as (
    select
        scorecard_name,
        cast(sum({{ intent.row_fingerprint('scorecards') }}) as bigint) as scorecard_fingerprint
    from scorecards
    group by scorecard_name
),

visible_contacts as (
    select
        features.as_of_date,
        cast(sum(contact_days.contact_fingerprint) as bigint) as contact_fingerprint
    from features
    inner join contact_days on features.as_of_date >= contact_days.first_known_date
    group by features.as_of_date
),

-- What is the same by every scorecard stands apart: learned ones do not follow the weights of given ones.
shared as (
    select
        features.as_of_date,
        features.input_fingerprint + settings.input_fingerprint + grid.days_since_grid_date
        + coalesce(visible_contacts.contact_fingerprint, 0) as shared_fingerprint
    from features
    inner join grid on features.as_of_date = grid.as_of_date
    cross join settings
    left join visible_contacts on features.as_of_date = visible_contacts.as_of_date
),

fingerprints as (
    select
        shared.as_of_date,
        scorecard_rows.scorecard_name,
        shared.shared_fingerprint,
        shared.shared_fingerprint + scorecard_rows.scorecard_fingerprint as input_fingerprint
    from shared
    cross join scorecard_rows
)

select * from fingerprints
