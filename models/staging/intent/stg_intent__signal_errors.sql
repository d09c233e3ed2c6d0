{%- set seed = var('intent_signals_seed') -%}
{%- set points = intent.seed_number('points') -%}

with signals as (
    {{ intent.seed_rows(ref(seed), 'intent_signals') }}
),

errors as (
    {{ intent.configuration_checks(seed ~ '.csv', 'signals', [
        {'key': 'signal_name', 'column': 'points', 'is_wrong': "tier = 'negative' and " ~ points ~ " > 0",
            'message': 'the sign contradicts the tier; allowed for tier negative: 0 or less'},
        {'key': 'signal_name', 'column': 'points', 'is_wrong': "tier in ('high', 'mid', 'low') and " ~ points ~ " < 0",
            'message': 'the sign contradicts the tier; allowed for tiers high, mid, low: 0 or more'},
    ]) }}
)

select * from errors
