{{ intent.cached_by('int_training_examples_as_of') }}

with examples as (
    select * from {{ ref('int_training_examples_as_of') }}
),

features as (
    select * from {{ ref('int_learned_features_as_of') }}
),

signal_features as (
    select * from {{ ref('int_signal_features_as_of') }}
),

scorecards as (
    select * from {{ ref('int_scorecards') }}
    where scorecard_name = 'hand_weights'
),

cells as (
    select * from {{ ref('int_learned_cells') }}
    where not is_absent
),

-- The points of the hand weights are a feature too.
feature_values as (
    select
        examples.example_number,
        examples.scorecard_version,
        features.feature_name,
        features.value_micro
    from examples
    inner join features on examples.as_of_date = features.as_of_date and examples.contact_id = features.contact_id
    union all
    select
        examples.example_number,
        examples.scorecard_version,
        'hand_points' as feature_name,
        cast(sum({{ intent.weighted_points(
            'least(signal_features.value_micro, scorecards.max_value_micro)', 'scorecards.lower_bound_micro',
            'scorecards.upper_bound_micro', 'scorecards.base_points_micro', 'scorecards.points_per_unit_micro'
        ) }}) as bigint) as value_micro
    from examples
    inner join signal_features on examples.as_of_date = signal_features.as_of_date and examples.contact_id = signal_features.contact_id
    inner join scorecards on signal_features.feature_name = scorecards.feature_name
    group by examples.example_number, examples.scorecard_version
),

binned as (
    select
        feature_values.example_number,
        feature_values.scorecard_version,
        cells.cell_number
    from feature_values
    inner join cells
        on
            feature_values.feature_name = cells.feature_name
            and feature_values.value_micro >= cells.lower_bound_micro
            and feature_values.value_micro < cells.upper_bound_micro
)

select * from binned
