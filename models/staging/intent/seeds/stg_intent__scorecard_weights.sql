with scorecards as (
    {{ intent.checked_seed('intent_scorecard_weights', var('intent_scorecard_weights_seed', 'intent_scorecard_weights')) }}
),

typed as (
    select
        scorecard_name,
        feature_name,
        {{ intent.micro_units(intent.seed_number('lower_bound')) }} as lower_bound_micro,
        {{ intent.micro_units(intent.seed_number('upper_bound')) }} as upper_bound_micro,
        {{ intent.micro_units(intent.seed_number('base_points')) }} as base_points_micro,
        {{ intent.micro_units(intent.seed_number('points_per_unit')) }} as points_per_unit_micro,
        cast({{ intent.utc_timestamp('learned_until') }} as date) as learned_until
    from scorecards
)

select * from typed
