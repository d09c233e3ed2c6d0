with curves as (
    {{ intent.checked_seed('intent_decay_curves', var('intent_decay_curves_seed', 'intent_decay_curves')) }}
),

typed as (
    select
        curve_name,
        shape,
        cast({{ intent.seed_number('half_life_days') }} as {{ intent.double_type() }}) as half_life_days,
        cast({{ intent.seed_number('lifespan_days') }} as integer) as lifespan_days
    from curves
)

select * from typed
