with conditions as (
    {{ intent.checked_seed('intent_composite_conditions', var('intent_composite_conditions_seed', 'intent_composite_conditions')) }}
),

typed as (
    select
        signal_name,
        requires,
        signal_like,
        tier,
        cast({{ intent.seed_number('within_days') }} as integer) as within_days
    from conditions
)

select * from typed
