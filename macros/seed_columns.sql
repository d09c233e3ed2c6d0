{# What each seed must look like, as a dictionary: keys (the columns that name a row), may_be_empty, and its columns in order.
   A column is a name, a kind and what the kind needs: words (a list), number and whole_number (lowest, highest),
   reference (lists of a seed and its column), text, date, domain, identifier (compared with its case) or word_for_nothing
   (a text that a loader may deliver as null). #}
{% macro seed_columns() %}
    {% set identifier_types = ['crm_id', 'email', 'user_id', 'anonymous_id'] %}
    {% set channels = [
        'web', 'form', 'email', 'product', 'demo', 'webinar', 'event', 'ads', 'social', 'chat', 'community', 'phone', 'crm', 'partner', 'third_party', 'other',
    ] %}
    {% set behaviours = ['days_since_last_event', 'events_90_days', 'events_7_days', 'active_days_30_days', 'channels_30_days'] %}
    {% set signal = ['reference', [['intent_signals', 'signal_name']]] %}
    {% set curve = ['reference', [['intent_decay_curves', 'curve_name']]] %}
    {{ return({
        'intent_signals': {'keys': ['signal_name'], 'columns': [
            ['signal_name', 'text'], ['tier', 'words', ['high', 'mid', 'low', 'negative']], ['channel', 'words', channels],
            ['kind', 'words', ['deterministic', 'probabilistic']], ['points', 'number', '-1000', '1000'],
            ['decay_curve'] + curve, ['max_points', 'number', '0.000001', '1000'],
            ['max_events_per_day', 'whole_number', '1', '1000000'], ['leak_risk', 'words', ['none', 'watch', 'exclude']],
            ['description', 'text'],
        ]},
        'intent_signal_rules': {'keys': ['rule_order'], 'columns': [
            ['rule_order', 'whole_number', '0', '1000000000'], ['source_name_like', 'text'], ['event_name_like', 'text'],
            ['event_target_like', 'text'], ['signal_name'] + signal,
        ]},
        'intent_composite_signals': {'keys': ['signal_name'], 'may_be_empty': true, 'columns': [
            ['signal_name'] + signal, ['from_signal_like', 'text'], ['measure', 'words', ['events', 'days', 'sessions', 'targets']],
            ['scope', 'words', ['session', 'window']], ['window_days', 'whole_number', '1', '900'],
            ['min_count', 'whole_number', '1', '1000000'], ['unless_signal_like', 'text'],
        ]},
        'intent_decay_curves': {'keys': ['curve_name'], 'columns': [
            ['curve_name', 'text'], ['shape', 'words', ['knots_linear', 'knots_step', 'half_life', 'none']],
            ['half_life_days', 'number', '0.01', '10000'], ['lifespan_days', 'whole_number', '1', '900'],
        ]},
        'intent_decay_knots': {'keys': ['curve_name', 'age_days'], 'may_be_empty': true, 'columns': [
            ['curve_name'] + curve, ['age_days', 'whole_number', '0', '900'], ['share', 'number', '0', '1'],
        ]},
        'intent_segments': {'keys': ['segment_name'], 'columns': [
            ['segment_name', 'text'], ['segment_rank', 'whole_number', '1', '1000'], ['min_score', 'whole_number', '0', '100'],
            ['trend', 'words', ['any', 'rising_or_flat', 'falling']], ['exit_margin', 'whole_number', '0', '100'],
            ['recommended_action', 'text'],
        ]},
        'intent_scorecards': {'keys': ['scorecard_name', 'feature_name', 'lower_bound'], 'may_be_empty': true, 'columns': [
            ['scorecard_name', 'text'], ['feature_name'] + signal + [behaviours],
            ['lower_bound', 'number', '-1000000000', '1000000000'], ['upper_bound', 'number', '-1000000000', '1000000000'],
            ['base_points', 'number', '-10000', '10000'], ['points_per_unit', 'number', '-10000', '10000'], ['description', 'text'],
        ]},
        'intent_excluded_domains': {'keys': ['domain'], 'may_be_empty': true, 'columns': [['domain', 'domain'], ['reason', 'text']]},
        'intent_blocked_identifiers': {'keys': ['identifier_type', 'matches', 'blocked_value'], 'columns': [
            ['identifier_type', 'words', ['any'] + identifier_types], ['matches', 'words', ['value', 'mailbox', 'domain']],
            ['blocked_value', 'word_for_nothing'], ['reason', 'text'],
        ]},
        'intent_bot_limits': {'keys': ['limit_name'], 'columns': [
            ['limit_name', 'words', intent.bot_limits()], ['value', 'whole_number', '1', '1000000'], ['description', 'text'],
        ]},
        'intent_bot_patterns': {'keys': ['matches', 'pattern_like'], 'may_be_empty': true, 'columns': [
            ['matches', 'words', ['user_agent', 'trap_link', 'mail_click', 'free_mail']], ['pattern_like', 'text'],
            ['description', 'text'],
        ]},
        'intent_erasure_requests': {'keys': ['identifier_type', 'identifier_value'], 'may_be_empty': true, 'columns': [
            ['identifier_type', 'words', identifier_types], ['identifier_value', 'identifier'], ['requested_at', 'date'],
        ]},
        'intent_link_trust': {'keys': ['source_name'], 'columns': [
            ['source_name', 'text'], ['trust', 'words', ['claimed', 'verified']], ['reason', 'text'],
        ]},
        'intent_unlinks': {'keys': ['from_type', 'from_value', 'to_type', 'to_value'], 'may_be_empty': true, 'columns': [
            ['from_type', 'words', identifier_types], ['from_value', 'identifier'], ['to_type', 'words', identifier_types],
            ['to_value', 'identifier'], ['unlinked_date', 'date'], ['reason', 'text'],
        ]},
    }) }}
{% endmacro %}
