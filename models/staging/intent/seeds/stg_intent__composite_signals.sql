with composites as (
    {{ intent.checked_seed('intent_composite_signals', var('intent_composite_signals_seed', 'intent_composite_signals')) }}
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
