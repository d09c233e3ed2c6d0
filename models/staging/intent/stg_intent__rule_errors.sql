{%- set rules_seed = var('intent_signal_rules_seed') -%}
{%- set composites_seed = var('intent_composite_signals_seed') -%}

with rules as (
    select * from {{ ref(rules_seed) }}
),

composites as (
    select * from {{ ref(composites_seed) }}
),

signals as (
    select * from {{ ref(var('intent_signals_seed')) }}
),

errors as (
    {{ intent.configuration_checks(rules_seed ~ '.csv', 'rules', [
        {'key': 'rule_order', 'column': 'rule_order', 'is_wrong': intent.is_no_whole_number('rule_order', 0, 1000000000),
            'message': 'allowed is a whole number, 0 or more'},
        {'key': 'rule_order', 'column': 'rule_order', 'is_wrong': intent.is_duplicate('rules', 'rule_order'),
            'message': 'the order stands on more than one row; which rule is first?'},
        {'key': 'rule_order', 'column': 'signal_name', 'is_wrong': "coalesce(signal_name, '') not in (select signals.signal_name from signals)",
            'message': 'no such signal_name in ' ~ var('intent_signals_seed') ~ '.csv'},
    ]) }}
    union all
    {{ intent.configuration_checks(composites_seed ~ '.csv', 'composites', [
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': "coalesce(signal_name, '') not in (select signals.signal_name from signals)",
            'message': 'no such signal_name in ' ~ var('intent_signals_seed') ~ '.csv'},
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': intent.is_duplicate('composites', 'signal_name'),
            'message': 'the composite stands on more than one row; keep one'},
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': "signal_name in (select rules.signal_name from rules)",
            'message': 'a signal comes from rules or from a composite, not from both'},
        {'key': 'signal_name', 'column': 'from_signal_like',
            'is_wrong': "not exists (select 1 from signals where " ~ intent.is_like('signals.signal_name', 'composites.from_signal_like') ~ ")",
            'message': 'the pattern matches no signal'},
        {'key': 'signal_name', 'column': 'unless_signal_like',
            'is_wrong': "unless_signal_like <> 'none' and not exists (select 1 from signals where "
                ~ intent.is_like('signals.signal_name', 'composites.unless_signal_like') ~ ")",
            'message': 'the pattern matches no signal; write none for no such signal'},
        {'key': 'signal_name', 'column': 'measure', 'is_wrong': "coalesce(measure, '') not in ('events', 'days', 'sessions', 'targets')",
            'message': 'allowed are events, days, sessions, targets'},
        {'key': 'signal_name', 'column': 'scope', 'is_wrong': "coalesce(scope, '') not in ('session', 'window')",
            'message': 'allowed are session, window'},
        {'key': 'signal_name', 'column': 'window_days', 'is_wrong': intent.is_no_whole_number('window_days', 1, 900),
            'message': 'allowed is a whole number of days from 1 to 900'},
        {'key': 'signal_name', 'column': 'min_count', 'is_wrong': intent.is_no_whole_number('min_count', 1, 1000000),
            'message': 'allowed is a whole number, 1 or more'},
    ]) }}
)

select * from errors
