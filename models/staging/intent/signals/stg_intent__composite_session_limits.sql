{%- set limits_seed = var('intent_composite_session_limits_seed', 'intent_composite_session_limits') -%}

with session_limits as (
    {{ intent.checked_seed('intent_composite_session_limits', limits_seed) }}
),

typed as (
    select
        signal_name,
        targets,
        cast({{ intent.seed_number('max_session_seconds') }} as integer) as max_session_seconds
    from session_limits
)

select * from typed
