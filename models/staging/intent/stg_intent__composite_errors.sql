{%- set seed = var('intent_composite_signals_seed') -%}

with composites as (
    {{ intent.seed_rows(ref(seed), 'intent_composite_signals') }}
),

rules as (
    {{ intent.seed_rows(ref(var('intent_signal_rules_seed')), 'intent_signal_rules') }}
),

signals as (
    {{ intent.seed_rows(ref(var('intent_signals_seed')), 'intent_signals') }}
),

errors as (
    {{ intent.configuration_checks(seed ~ '.csv', 'composites', [
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': "exists (select 1 from rules where rules.signal_name = composites.signal_name)",
            'message': 'a signal comes from rules or from a composite, not from both; allowed: a signal_name without a rule'},
        {'key': 'signal_name', 'column': 'from_signal_like',
            'is_wrong': "not exists (select 1 from rules where " ~ intent.is_like('rules.signal_name', 'composites.from_signal_like') ~ ")",
            'message': 'the pattern matches no signal that a rule gives; allowed: such a signal_name, % for any text'},
        {'key': 'signal_name', 'column': 'unless_signal_like',
            'is_wrong': "unless_signal_like <> 'none' and not exists (select 1 from signals where "
                ~ intent.is_like('signals.signal_name', 'composites.unless_signal_like') ~ ")",
            'message': 'the pattern matches no signal; allowed: a signal_name, % for any text, or none'},
        {'key': 'signal_name', 'column': 'window_days', 'is_wrong': "scope = 'session' and " ~ intent.seed_number('window_days') ~ " <> 1",
            'message': 'allowed for scope session: 1'},
    ]) }}
)

select * from errors
