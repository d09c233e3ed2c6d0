{%- set window_days = intent.checked_var('intent_conversion_window_days', var('intent_conversion_window_days')) -%}
with versions as (
    select * from {{ ref('int_learned_versions') }}
),

-- Windows that closed since the fit before, each scored by the version of its time, which cannot have learned from them.
compared as (
    select
        examples.example_number,
        in_force.scorecard_version,
        versions.scorecard_version as compared_for_version,
        earlier.scorecard_version as earlier_version,
        earlier.refit_date as earlier_refit_date,
        examples.as_of_date,
        examples.contact_id,
        examples.n_converted,
        examples.weight_milli
    from {{ ref('int_training_examples_as_of') }} as examples
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
    from {{ ref('int_training_cells') }} as example_cells
    inner join compared on example_cells.example_number = compared.example_number
),

log_odds as (
    {{ intent.example_log_odds('compared', 'compared_cells', ref('int_learned_weights')) }}
),

-- The hand weights, and what was trained outside, where somebody wrote down until when.
cards as (
    select
        'hand_weights' as scorecard_name,
        date '0001-01-01' as learned_until
    union all
    select
        scorecard_name,
        max(learned_until) as learned_until
    from {{ ref('stg_intent__scorecard_weights') }}
    group by scorecard_name
    having max(learned_until) < date '9999-12-31'
),

given as (
    {{ intent.examples_by_given_points(ref('int_training_examples_as_of'), 'cards', ref('int_given_points_as_of')) }}
),

-- What points were worth until then: how many of the examples of the fit before converted, by bin of points.
given_shares as (
    select
        scorecard_name,
        scorecard_version,
        bin,
        {{ intent.share_micro('sum(n_converted * weight_milli)', 'sum(weight_milli)') }} as share_micro
    from given
    group by scorecard_name, scorecard_version, bin
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
        given.scorecard_name,
        given.scorecard_version,
        given.example_number,
        given.n_converted,
        given.weight_milli,
        given.value_micro,
        coalesce(given_shares.share_micro, 0) as expected_micro
    from given
    inner join compared on given.example_number = compared.example_number
    left join given_shares
        on
            given.scorecard_name = given_shares.scorecard_name
            and compared.earlier_version = given_shares.scorecard_version
            and given.bin = given_shares.bin
    where {{ intent.days_between('given.learned_until', 'compared.earlier_refit_date') }} >= {{ window_days }}
)

select * from published
