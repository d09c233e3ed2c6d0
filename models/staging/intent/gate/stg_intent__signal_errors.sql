{%- set signals_seed = var('intent_signals_seed', 'intent_signals') -%}
{%- set rules_seed = var('intent_signal_rules_seed', 'intent_signal_rules') -%}
{%- set composites_seed = var('intent_composite_signals_seed', 'intent_composite_signals') -%}
{%- set curves_seed = var('intent_decay_curves_seed', 'intent_decay_curves') -%}
{%- set knots_seed = var('intent_decay_knots_seed', 'intent_decay_knots') -%}
{%- set points, age, share = intent.seed_number('points'), intent.seed_number('age_days'), intent.seed_number('share') -%}
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

curves as (
    {{ intent.seed_rows(ref(curves_seed), 'intent_decay_curves') }}
),

knots as (
    select
        *,
        curve_name || ' ' || age_days as knot_name,
        lag({{ share }}) over (partition by curve_name order by {{ age }}) as share_before
    from ({{ intent.seed_rows(ref(knots_seed), 'intent_decay_knots') }}) as knot_rows
),

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
            and {{ intent.is_like('later.source_name_like', 'earlier.source_name_like') }}
            and {{ intent.is_like('later.event_name_like', 'earlier.event_name_like') }}
            and {{ intent.is_like('later.event_target_like', 'earlier.event_target_like') }}
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
    {{ intent.configuration_checks(curves_seed ~ '.csv', 'curves', [
        {'key': 'curve_name', 'column': 'shape',
            'is_wrong': "shape like 'knots%' and not exists (select 1 from knots where knots.curve_name = curves.curve_name and " ~ age ~ " = 0)",
            'message': 'the curve has no knot at age 0; allowed: a knots shape with such a row in ' ~ knots_seed ~ '.csv, half_life, none'},
    ]) }}
    union all
    {{ intent.configuration_checks(knots_seed ~ '.csv', 'knots', [
        {'key': 'knot_name', 'column': 'age_days', 'is_wrong': "exists (select 1 from curves where curves.curve_name = knots.curve_name and "
                ~ age ~ " > " ~ intent.seed_number('curves.lifespan_days') ~ ")",
            'message': 'the knot never counts; allowed: up to lifespan_days of the curve in ' ~ curves_seed ~ '.csv'},
        {'key': 'knot_name', 'column': 'share',
            'is_wrong': share ~ ' > share_before and curve_name in (select curves.curve_name from curves)',
            'message': 'a signal cannot grow with age; allowed: the share of the knot before, or less'},
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
