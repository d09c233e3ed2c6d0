with knots as (
    {{ intent.checked_seed('intent_decay_knots', var('intent_decay_knots_seed', 'intent_decay_knots')) }}
),

typed as (
    select
        curve_name,
        cast({{ intent.seed_number('age_days') }} as integer) as age_days,
        {{ intent.micro_units(intent.seed_number('share')) }} as share_micro
    from knots
)

select * from typed
