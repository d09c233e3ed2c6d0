with bounds as (
    {{ intent.checked_seed('intent_activity_bounds', var('intent_activity_bounds_seed', 'intent_activity_bounds')) }}
),

typed as (
    select
        comparison,
        cast({{ intent.seed_number('days_before') }} as integer) as days_before,
        cast({{ intent.seed_number('rising_from') }} as integer) as rising_from,
        cast({{ intent.seed_number('falling_to') }} as integer) as falling_to
    from bounds
)

select * from typed
