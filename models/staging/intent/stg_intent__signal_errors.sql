{%- set seed = var('intent_signals_seed') -%}

with signals as (
    select * from {{ ref(seed) }}
),

curves as (
    select * from {{ ref('intent_decay_curves') }}
),

errors as (
    {{ intent.configuration_checks(seed ~ '.csv', 'signals', [
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': intent.is_duplicate('signals', 'signal_name'),
            'message': 'the signal stands on more than one row; keep one'},
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': "signal_name <> trim(both ' ' from signal_name)",
            'message': 'the name has spaces around it; remove them'},
        {'key': 'signal_name', 'column': 'tier', 'is_wrong': "coalesce(tier, '') not in ('high', 'mid', 'low', 'negative')",
            'message': 'allowed are high, mid, low, negative'},
        {'key': 'signal_name', 'column': 'kind', 'is_wrong': "coalesce(kind, '') not in ('deterministic', 'probabilistic')",
            'message': 'allowed are deterministic, probabilistic'},
        {'key': 'signal_name', 'column': 'leak_risk', 'is_wrong': "coalesce(leak_risk, '') not in ('none', 'watch', 'exclude')",
            'message': 'allowed are none, watch, exclude'},
        {'key': 'signal_name', 'column': 'points', 'is_wrong': intent.is_no_number('points', -1000, 1000),
            'message': 'allowed is a number from -1000 to 1000, with a point for decimals'},
        {'key': 'signal_name', 'column': 'points',
            'is_wrong': "case when tier = 'negative' then " ~ intent.seed_number('points') ~ " > 0 else " ~ intent.seed_number('points') ~ " < 0 end",
            'message': 'the sign contradicts the tier: negative signals take 0 or less, all others 0 or more'},
        {'key': 'signal_name', 'column': 'max_points', 'is_wrong': intent.is_no_number('max_points', '0.000001', 1000),
            'message': 'allowed is a number above 0, up to 1000'},
        {'key': 'signal_name', 'column': 'max_events_per_day', 'is_wrong': intent.is_no_whole_number('max_events_per_day', 1, 1000000),
            'message': 'allowed is a whole number, 1 or more'},
        {'key': 'signal_name', 'column': 'decay_curve',
            'is_wrong': "coalesce(decay_curve, '') not in (select curve_name from curves)",
            'message': 'no such curve_name in intent_decay_curves.csv'},
    ]) }}
    union all
    select
        '{{ seed }}.csv' as file_name,
        '' as key_value,
        'signal_name' as column_name,
        '' as cell_value,
        'the file has no rows; a signal is needed to score anything' as message
    from (select count(*) as n_signals from signals) as counted
    where n_signals = 0
)

select * from errors
