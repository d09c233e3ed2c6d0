with rules as (
    {{ intent.checked_seed('intent_alert_rules', var('intent_alert_rules_seed', 'intent_alert_rules')) }}
),

typed as (
    select
        rule_name,
        segment_name,
        signal_like,
        colleague_segment,
        alert_text,
        next_step,
        cast({{ intent.seed_number('min_score') }} as integer) as min_score,
        cast({{ intent.seed_number('signal_days') }} as integer) as signal_days,
        cast({{ intent.seed_number('due_hours') }} as integer) as due_hours,
        audience = 'everybody' as is_for_everybody,
        spike = 'yes' as needs_spike
    from rules
)

select * from typed
