-- Of several versions the latest one proposes.
with latest as (
    select * from {{ ref('int_learned_scales') }}
    where scorecard_version = (select max(scorecard_version) from {{ ref('int_learned_scales') }})
),

examples as (
    select examples.* from {{ ref('int_training_examples_as_of') }} as examples
    inner join latest on examples.scorecard_version = latest.scorecard_version
),

example_cells as (
    select example_cells.* from {{ ref('int_training_cells') }} as example_cells
    inner join latest on example_cells.scorecard_version = latest.scorecard_version
),

log_odds as (
    {{ intent.example_log_odds('examples', 'example_cells', ref('int_learned_weights')) }}
),

gradients as (
    {{ intent.example_gradients('log_odds', ref('int_sigmoid_values')) }}
),

contacts as (
    select
        contact_id,
        cast(sum(gradient_micro) as bigint) as gradient_micro,
        cast(sum(curvature_micro) as bigint) as curvature_micro,
        {{ intent.integer_divide('cast(sum(gradient_micro) as bigint)', 1000) }} as gradient_milli
    from gradients
    group by contact_id
),

totals as (
    select
        cast(sum(curvature_micro) as bigint) as curvature_micro,
        cast(sum(gradient_milli * gradient_milli) as bigint) as squares
    from contacts
),

-- What the examples of a contact say about each signal, while the contact had it.
contact_signals as (
    select
        cells.signal_name,
        gradients.contact_id,
        cast(sum(gradients.gradient_micro) as bigint) as gradient_micro,
        cast(sum(gradients.curvature_micro) as bigint) as curvature_micro
    from {{ ref('int_learned_cells') }} as cells
    inner join {{ ref('stg_intent__signals') }} as signals on cells.feature_name = signals.signal_name
    inner join example_cells on cells.cell_number = example_cells.cell_number
    inner join gradients on example_cells.example_number = gradients.example_number
    group by cells.signal_name, gradients.contact_id
),

curvatures as (
    select
        contact_signals.signal_name,
        cast(sum(contact_signals.curvature_micro) as bigint) + 5000000 as with_micro,
        max(totals.curvature_micro) - cast(sum(contact_signals.curvature_micro) as bigint) + 5000000 as without_micro,
        {{ intent.integer_divide('max(totals.curvature_micro) - cast(sum(contact_signals.curvature_micro) as bigint)', 1000) }} + 5000
            as without_milli,
        max(totals.squares) as squares
    from contact_signals
    cross join totals
    group by contact_signals.signal_name
),

-- How far a contact moves the log-odds of having the signal from those of not having it; others move the latter alone.
influences as (
    select
        contact_signals.signal_name,
        {{ intent.integer_divide('contact_signals.gradient_micro * 1000000', 'curvatures.with_micro') }}
        - {{ intent.integer_divide('(contacts.gradient_micro - contact_signals.gradient_micro) * 1000000', 'curvatures.without_micro') }}
            as influence_micro,
        contacts.gradient_milli
    from contact_signals
    inner join contacts on contact_signals.contact_id = contacts.contact_id
    inner join curvatures on contact_signals.signal_name = curvatures.signal_name
),

-- Whole numbers up to here, so every engine divides the same ones.
published as (
    select
        influences.signal_name,
        {{ intent.micro_units(
            intent.ratio('max(latest.points_per_log_odds_micro)', 1000000) ~ ' * sqrt('
            ~ 'cast(sum(influences.influence_micro * influences.influence_micro) as ' ~ intent.double_type() ~ ') / 1000000000000.0 + '
            ~ intent.ratio(
                'max(curvatures.squares) - sum(influences.gradient_milli * influences.gradient_milli)',
                'max(curvatures.without_milli) * max(curvatures.without_milli)'
            ) ~ ')'
        ) }} as points_error_micro
    from influences
    inner join curvatures on influences.signal_name = curvatures.signal_name
    cross join latest
    group by influences.signal_name
)

select * from published
