{{ intent.fixpoint_by('int_training_examples_as_of', falling='rounds_left') }}
{#- Not a CTE: what is read twice would be written down in every round. -#}
{%- set example_cells = ref('int_training_cells') %}

with examples as (
    select * from {{ ref('int_training_examples_as_of') }}
),

cells as (
    select * from {{ ref('int_learned_cells') }}
),

refits as (
    select
        n_conversions,
        row_number() over (order by refit_date) as scorecard_version
    from {{ ref('int_learned_refits') }}
    where n_reached = 1
),

sigmoid_values as (
    select * from {{ ref('int_sigmoid_values') }}
),

first_round as (
    select * from ({{ intent.first_weights('examples', example_cells, 'cells', 'refits') }}) as cell_weights
    union all
    select * from ({{ intent.first_base_weights('examples', 'refits', 'sigmoid_values') }}) as base_weights
),

weights as (
    select * from {{ intent.previous_round() }}
),

log_odds as (
    {{ intent.example_log_odds('examples', example_cells, 'weights') }}
),

gradients as (
    {{ intent.example_gradients('log_odds', 'sigmoid_values') }}
),

totals as (
    select
        scorecard_version,
        cast(sum(gradient_micro) as bigint) as gradient_micro,
        cast(sum(curvature_micro) as bigint) as curvature_micro
    from gradients
    group by scorecard_version
),

cell_sums as (
    select
        example_cells.scorecard_version,
        example_cells.cell_number,
        cast(sum(gradients.gradient_micro) as bigint) as gradient_micro,
        cast(sum(gradients.curvature_micro) as bigint) as curvature_micro
    from {{ example_cells }} as example_cells
    inner join gradients on example_cells.example_number = gradients.example_number
    group by example_cells.scorecard_version, example_cells.cell_number
),

next_round as (
    {{ intent.next_weights('weights', 'cell_sums', 'totals') }}
)

select * from next_round
