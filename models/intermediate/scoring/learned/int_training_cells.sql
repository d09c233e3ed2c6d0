{{ intent.cached_by('int_training_examples_as_of') }}

with examples as (
    select * from {{ ref('int_training_examples_as_of') }}
),

features as (
    select * from {{ ref('int_learned_features_as_of') }}
),

cells as (
    select * from {{ ref('int_learned_cells') }}
    where not is_absent
),

binned as (
    select
        examples.example_number,
        examples.scorecard_version,
        cells.cell_number
    from examples
    inner join features on examples.as_of_date = features.as_of_date and examples.contact_id = features.contact_id
    inner join cells
        on
            features.feature_name = cells.feature_name
            and features.value_micro >= cells.lower_bound_micro
            and features.value_micro < cells.upper_bound_micro
)

select * from binned
