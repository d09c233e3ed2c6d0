{# What each var of the package may be, by its name: a kind and what the kind needs. Kinds: date (words lists what else is
   allowed), days and count (lowest, highest; days with may_be_null), boolean, word (one of words), models (a list of names), names (the same with
   a dot between two), file_path, time_zone, scorecard, whose names stand in a seed, and renamed (new_name), which must not be set. #}
{% macro var_rules() %}
    {% set rules = {
        'intent_as_of_date': {'kind': 'date', 'words': ['today']},
        'intent_accept_volume_change': {'kind': 'date', 'words': []},
        'intent_allow_future_as_of_date': {'kind': 'boolean'},
        'intent_history_start_date': {'kind': 'date', 'words': []},
        'intent_test_start_date': {'kind': 'date', 'words': []},
        'intent_history_step_days': {'kind': 'days', 'lowest': 1, 'highest': 366},
        'intent_daily_history_days': {'kind': 'days', 'lowest': 0, 'highest': 366},
        'intent_reload_days': {'kind': 'days', 'lowest': 1, 'highest': 3660, 'may_be_null': true},
        'intent_full_check_weekday': {
            'kind': 'word', 'words': ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
        },
        'intent_conversion_window_days': {'kind': 'days', 'lowest': 1, 'highest': 365},
        'intent_walk_forward': {'kind': 'boolean'},
        'intent_conversions_repeat': {'kind': 'boolean'},
        'intent_requires_earlier_conversion': {'kind': 'boolean'},
        'intent_max_identifiers_per_contact': {'kind': 'count', 'lowest': 1, 'highest': 100000},
        'intent_max_emails_per_contact': {'kind': 'count', 'lowest': 1, 'highest': 100000},
        'intent_max_rejected_percent': {'kind': 'count', 'lowest': 0, 'highest': 100},
        'intent_fold_plus_addresses': {'kind': 'boolean'},
        'intent_hold_out_percent': {'kind': 'count', 'lowest': 0, 'highest': 50},
        'intent_fit_base': {'kind': 'count', 'lowest': 0, 'highest': 100},
        'intent_segment_order_severity': {'kind': 'word', 'words': ['warn', 'error']},
        'intent_suppress_customers': {'kind': 'boolean'},
        'intent_weekly_capacity': {'kind': 'count', 'lowest': 1, 'highest': 100000},
        'intent_champion_scorecard': {'kind': 'scorecard'},
        'intent_challenger_scorecard': {'kind': 'scorecard'},
        'intent_challenger_start_date': {'kind': 'date', 'words': []},
        'intent_challenger_percent': {'kind': 'count', 'lowest': 0, 'highest': 50},
        'intent_time_zone': {'kind': 'time_zone'},
        'intent_demo_path': {'kind': 'file_path'},
        'intent_connectors': {'kind': 'names', 'words': ['demo']},
        'intent_conversions': {'kind': 'names', 'words': []},
        'intent_segment_event_tables': {'kind': 'names', 'words': []},
        'intent_scorecards_seed': {'kind': 'renamed', 'new_name': 'intent_scorecard_weights_seed'},
    } %}
    {% for contract in ['event', 'identity', 'contact', 'account', 'conversion', 'deal', 'feedback'] %}
        {% do rules.update({'intent_' ~ contract ~ '_models': {'kind': 'models'}}) %}
    {% endfor %}
    {{ return(rules) }}
{% endmacro %}
