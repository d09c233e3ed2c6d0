{# The seeds of the package by name, because dbt has to find their refs before it knows seeds/_seeds.yml. A project swaps one
   by the var <name>_seed, which each model that reads it passes on. #}
{% macro configuration_seeds() %}
    {{ return([
        'intent_signals', 'intent_signal_rules', 'intent_composite_signals', 'intent_decay_curves', 'intent_decay_knots',
        'intent_segments', 'intent_actions', 'intent_scorecard_weights', 'intent_excluded_domains', 'intent_blocked_identifiers',
        'intent_bot_limits', 'intent_bot_patterns', 'intent_erasure_requests', 'intent_link_trust', 'intent_unlinks',
        'intent_lead_outcomes', 'intent_learned_bins', 'intent_tier_caps', 'intent_handover_stages', 'intent_sales_capacity',
        'intent_alert_rules', 'intent_audiences', 'intent_composite_conditions', 'intent_title_words', 'intent_industry_words',
        'intent_country_names', 'intent_fit_rules', 'intent_fit_grades', 'intent_priorities', 'intent_buying_roles',
        'intent_activity_bounds', 'intent_excluded_traits', 'intent_talking_points', 'intent_archetype_rules',
        'intent_score_curves', 'intent_score_limits', 'intent_deal_size_classes', 'intent_deal_size_cuts',
        'intent_composite_session_limits',
    ]) }}
{% endmacro %}
