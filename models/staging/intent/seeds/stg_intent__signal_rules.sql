with rules as (
    {{ intent.checked_seed('intent_signal_rules', var('intent_signal_rules_seed', 'intent_signal_rules')) }}
),

typed as (
    select
        cast({{ intent.seed_number('rule_order') }} as integer) as rule_order,
        source_name_like,
        event_name_like,
        event_target_like,
        signal_name,
        {{ intent.rule_pattern('campaign_like') }} as campaign_like,
        {{ intent.rule_pattern('referrer_like') }} as referrer_like
    from rules
)

select * from typed
