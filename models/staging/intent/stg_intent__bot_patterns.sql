-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with patterns as (
    select * from {{ ref('intent_bot_patterns') }}
),

typed as (
    select
        matches,
        pattern_like,
        description
    from patterns
)

select * from typed
