with signals as (
    {{ intent.checked_seed('intent_signals', var('intent_signals_seed', 'intent_signals')) }}
),

typed as (
    select
        signal_name,
        tier,
        channel,
        kind,
        decay_curve,
        leak_risk,
        description,
        {{ intent.micro_units(intent.seed_number('points')) }} as points_micro,
        {{ intent.micro_units(intent.seed_number('max_points')) }} as max_points_micro,
        cast({{ intent.seed_number('max_events_per_day') }} as integer) as max_events_per_day
    from signals
)

select * from typed
