with rules as (
    {{ intent.checked_seed('intent_archetype_rules', var('intent_archetype_rules_seed', 'intent_archetype_rules')) }}
),

typed as (
    select
        archetype,
        looks_at,
        value_like,
        cast({{ intent.seed_number('rule_order') }} as integer) as rule_order,
        cast({{ intent.seed_number('min_days') }} as integer) as min_days,
        cast({{ intent.seed_number('max_days') }} as integer) as max_days,
        cast({{ intent.seed_number('within_days') }} as integer) as within_days
    from rules
)

select * from typed
