-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with composites as (
    select * from {{ ref(var('intent_composite_signals_seed')) }}
),

typed as (
    select
        signal_name,
        from_signal_like,
        measure,
        scope,
        unless_signal_like,
        cast({{ intent.seed_number('window_days') }} as integer) as window_days,
        cast({{ intent.seed_number('min_count') }} as integer) as min_count
    from composites
)

select * from typed
