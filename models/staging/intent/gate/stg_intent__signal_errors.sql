{%- set signals_seed = var('intent_signals_seed', 'intent_signals') -%}
{%- set rules_seed = var('intent_signal_rules_seed', 'intent_signal_rules') -%}
{%- set composites_seed = var('intent_composite_signals_seed', 'intent_composite_signals') -%}
{%- set conditions_seed = var('intent_composite_conditions_seed', 'intent_composite_conditions') -%}
{%- set limits_seed = var('intent_composite_session_limits_seed', 'intent_composite_session_limits') -%}
{%- set points = intent.seed_number('points') -%}
{%- set no_composite = 'signal_name not in (select composites.signal_name from composites)' -%}
{%- set allowed_composites = 'no such composite signal; allowed: a signal_name of ' ~ composites_seed ~ '.csv' -%}
{%- set taken_names = intent.seed_words('intent_scorecard_weights', 'feature_name') + ['(none)', '(all)'] -%}

with signals as (
    {{ intent.seed_rows(ref(signals_seed), 'intent_signals') }}
),

rules as (
    {{ intent.seed_rows(ref(rules_seed), 'intent_signal_rules') }}
),

composites as (
    {{ intent.seed_rows(ref(composites_seed), 'intent_composite_signals') }}
),

-- Who brings composite signals of their own and leaves our conditions and limits in place means those that they have too.
{%- for step, seed, ours in [
    ('conditions', conditions_seed, 'intent_composite_conditions'), ('session_limits', limits_seed, 'intent_composite_session_limits'),
] %}
{{ step }} as (
    select * from ({{ intent.seed_rows(ref(seed), ours) }}) as {{ step }}_rows
    {%- if seed == ours and composites_seed != 'intent_composite_signals' %}
    where signal_name in (select composites.signal_name from composites)
    {%- endif %}
),
{%- endfor %}

-- A pattern read as a string matches another pattern just when that one matches all it does: a % in a string is met by a % alone.
shadowed as (
    select
        later.rule_order,
        later.event_name_like,
        min({{ intent.seed_number('earlier.rule_order') }}) as first_shadow
    from rules as later
    inner join rules as earlier
        on
            {{ intent.seed_number('earlier.rule_order') }} < {{ intent.seed_number('later.rule_order') }}
            {%- for column in ['source_name_like', 'event_name_like', 'event_target_like', 'campaign_like', 'referrer_like'] %}
            and {{ intent.is_like(intent.rule_pattern('later.' ~ column), intent.rule_pattern('earlier.' ~ column)) }}
            {%- endfor %}
    group by later.rule_order, later.event_name_like
),

errors as (
    {{ intent.configuration_checks(signals_seed ~ '.csv', 'signals', [
        {'key': 'signal_name', 'column': 'points', 'is_wrong': "tier = 'negative' and " ~ points ~ " > 0",
            'message': 'the sign contradicts the tier; allowed for tier negative: 0 or less'},
        {'key': 'signal_name', 'column': 'points', 'is_wrong': "tier in ('high', 'mid', 'low') and " ~ points ~ " < 0",
            'message': 'the sign contradicts the tier; allowed for tiers high, mid, low: 0 or more'},
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': "lower(signal_name) in ('" ~ taken_names | join("', '") ~ "')",
            'message': 'the name means something else; allowed: any but ' ~ taken_names | join(', ')},
    ]) }}
    union all
    {{ intent.configuration_checks(composites_seed ~ '.csv', 'composites', [
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': "exists (select 1 from rules where rules.signal_name = composites.signal_name)",
            'message': 'a signal comes from rules or from a composite, not from both; allowed: a signal_name without a rule'},
        {'key': 'signal_name', 'column': 'from_signal_like',
            'is_wrong': "not exists (select 1 from rules where " ~ intent.is_like('rules.signal_name', 'composites.from_signal_like') ~ ")",
            'message': 'the pattern matches no signal that a rule gives; allowed: such a signal_name, % for any string'},
        {'key': 'signal_name', 'column': 'unless_signal_like',
            'is_wrong': "unless_signal_like <> 'none' and not exists (select 1 from signals where "
                ~ intent.is_like('signals.signal_name', 'composites.unless_signal_like') ~ ")",
            'message': 'the pattern matches no signal; allowed: a signal_name, % for any string, or none'},
        {'key': 'signal_name', 'column': 'window_days', 'is_wrong': "scope = 'session' and " ~ intent.seed_number('window_days') ~ " <> 1",
            'message': 'allowed for scope session: 1'},
    ]) }}
    union all
    {{ intent.configuration_checks(conditions_seed ~ '.csv', 'conditions', [
        {'key': 'signal_name', 'column': 'signal_name',
            'is_wrong': no_composite, 'message': allowed_composites},
        {'key': 'signal_name', 'column': 'signal_like',
            'is_wrong': "exists (select 1 from signals) and not exists ("
                ~ "select 1 from signals inner join rules on signals.signal_name = rules.signal_name where "
                ~ intent.is_like('signals.signal_name', 'conditions.signal_like')
                ~ " and (conditions.tier = 'any' or signals.tier = conditions.tier))",
            'message': 'no signal of that tier that a rule gives matches the pattern; allowed: such a signal_name, % for any string'},
    ]) }}
    union all
    {{ intent.configuration_checks(limits_seed ~ '.csv', 'session_limits', [
        {'key': 'signal_name', 'column': 'signal_name', 'is_wrong': no_composite, 'message': allowed_composites},
    ]) }}
    union all
    select
        '{{ rules_seed }}.csv' as file_name,
        rule_order as key_value,
        'event_name_like' as column_name,
        event_name_like as cell_value,
        'the rule can never match: rule ' || cast(cast(first_shadow as bigint) as {{ intent.string_type() }})
        || ' comes first and matches all it does; allowed: a place before that rule, or other patterns' as message
    from shadowed
)

select * from errors
