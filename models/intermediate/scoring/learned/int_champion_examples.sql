{%- set window_days = intent.checked_var('intent_conversion_window_days', var('intent_conversion_window_days')) -%}

with versions as (
    select * from {{ ref('int_learned_versions') }}
),

examples as (
    select * from {{ ref('int_training_examples_as_of') }}
),

example_cells as (
    select * from {{ ref('int_training_cells') }}
),

-- Windows that closed since the fit before, each scored by the version of its time, which cannot have learned from them.
compared as (
    select
        examples.example_number,
        in_force.scorecard_version,
        versions.scorecard_version as compared_for_version,
        earlier.scorecard_version as earlier_version,
        examples.as_of_date,
        examples.contact_id,
        examples.n_converted,
        examples.weight_milli
    from examples
    inner join versions on examples.scorecard_version = versions.scorecard_version
    inner join versions as earlier on versions.scorecard_version = earlier.scorecard_version + 1
    inner join versions as in_force on examples.as_of_date between in_force.refit_date and in_force.last_date
    where {{ intent.days_between('examples.as_of_date', 'earlier.refit_date') }} < {{ window_days }}
),

compared_cells as (
    select
        example_cells.example_number,
        example_cells.cell_number,
        compared.scorecard_version
    from example_cells
    inner join compared on example_cells.example_number = compared.example_number
),

log_odds as (
    {{ intent.example_log_odds('compared', 'compared_cells', ref('int_learned_weights')) }}
),

hand_cells as (
    select example_cells.* from example_cells
    inner join {{ ref('int_learned_cells') }} as cells on example_cells.cell_number = cells.cell_number
    where cells.feature_name = 'hand_points'
),

-- What hand points were worth until then: how many of the examples of the fit before converted, by bin of points.
hand_shares as (
    select
        examples.scorecard_version,
        coalesce(hand_cells.cell_number, 0) as cell_number,
        {{ intent.share_micro('sum(examples.n_converted * examples.weight_milli)', 'sum(examples.weight_milli)') }} as share_micro
    from examples
    left join hand_cells on examples.example_number = hand_cells.example_number
    group by examples.scorecard_version, coalesce(hand_cells.cell_number, 0)
),

published as (
    select
        'learned_additive' as scorecard_name,
        compared.compared_for_version as scorecard_version,
        compared.example_number,
        compared.n_converted,
        compared.weight_milli,
        log_odds.log_odds_micro as value_micro,
        sigmoid_values.probability_micro as expected_micro
    from compared
    inner join log_odds on compared.example_number = log_odds.example_number
    inner join {{ ref('int_sigmoid_values') }} as sigmoid_values
        on {{ intent.integer_divide('least(greatest(log_odds.log_odds_micro, -10000000), 10000000) + 10000500', 1000) }} - 10000
            = sigmoid_values.log_odds_milli
    union all
    select
        'hand_weights' as scorecard_name,
        compared.compared_for_version as scorecard_version,
        compared.example_number,
        compared.n_converted,
        compared.weight_milli,
        coalesce(hand_points.points_micro, 0) as value_micro,
        coalesce(hand_shares.share_micro, 0) as expected_micro
    from compared
    left join {{ ref('int_given_points_as_of') }} as hand_points
        on
            compared.as_of_date = hand_points.as_of_date
            and compared.contact_id = hand_points.contact_id
            and hand_points.scorecard_name = 'hand_weights'
    left join hand_cells on compared.example_number = hand_cells.example_number
    left join hand_shares
        on compared.earlier_version = hand_shares.scorecard_version and coalesce(hand_cells.cell_number, 0) = hand_shares.cell_number
)

select * from published
