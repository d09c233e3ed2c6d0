with patterns as (
    {{ intent.checked_seed('intent_bot_patterns', var('intent_bot_patterns_seed', 'intent_bot_patterns')) }}
),

typed as (
    select
        matches,
        pattern_like,
        description
    from patterns
)

select * from typed
