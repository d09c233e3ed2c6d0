-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with scorecards as (
    select * from {{ ref(var('intent_scorecards_seed')) }}
),

typed as (
    select
        scorecard_name,
        feature_name,
        {{ intent.micro_units(intent.seed_number('lower_bound')) }} as lower_bound_micro,
        {{ intent.micro_units(intent.seed_number('upper_bound')) }} as upper_bound_micro,
        {{ intent.micro_units(intent.seed_number('base_points')) }} as base_points_micro,
        {{ intent.micro_units(intent.seed_number('points_per_unit')) }} as points_per_unit_micro
    from scorecards
)

select * from typed
