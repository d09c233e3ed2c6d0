{%- set limits_seed = var('intent_score_limits_seed', 'intent_score_limits') -%}
{%- set curves_seed = var('intent_score_curves_seed', 'intent_score_curves') -%}
{%- set classes_seed = var('intent_deal_size_classes_seed', 'intent_deal_size_classes') -%}
{%- set cuts_seed = var('intent_deal_size_cuts_seed', 'intent_deal_size_cuts') -%}
{%- set segments_seed, caps_seed = var('intent_segments_seed', 'intent_segments'), var('intent_tier_caps_seed', 'intent_tier_caps') -%}
{%- set segments = '(' ~ intent.seed_rows(ref(segments_seed), 'intent_segments') ~ ') as segments' -%}
{%- set cuts = '(' ~ intent.seed_rows(ref(cuts_seed), 'intent_deal_size_cuts') ~ ') as cuts' -%}
{%- set limits = '(' ~ intent.seed_rows(ref(limits_seed), 'intent_score_limits') ~ ') as limits' -%}
{%- set is_low = intent.seed_number('min_score') ~ ' between 1 and (select low_tier.highest_score from low_tier)' -%}
{%- set champion, is_first = intent.string_literal(var('intent_champion_scorecard')), intent.seed_number('segment_rank') ~ ' = 1' -%}
{%- set reached, allowed = 'low-tier acts alone would reach the first segment', '; allowed: a score above what tier low may give by ' -%}
{%- set lower, upper = intent.seed_number('lower_bound'), intent.seed_number('upper_bound') -%}
{%- set points, score, limit_value = intent.seed_number('points'), intent.seed_number('score'), intent.seed_number('limit_value') -%}

with knots as (
    select
        *,
        scored_for || ' ' || points as knot_name,
        {{ points }} as points_number,
        {{ score }} as score_number,
        lag({{ score }}) over (partition by scored_for order by {{ points }}) as score_before,
        lag({{ points }}) over (partition by scored_for order by {{ points }}) as points_before,
        row_number() over (partition by scored_for order by {{ points }}) as knot,
        count(*) over (partition by scored_for) as n_knots
    from ({{ intent.seed_rows(ref(curves_seed), 'intent_score_curves') }}) as knot_rows
    where scored_for in ('contact', 'account')
),

-- The highest score for which the points of the low tier of the hand weights are enough.
low_tier as (
    select max(scores.number) as highest_score
    from {{ ref('stg_intent__whole_numbers') }} as scores
    inner join knots on knots.scored_for = 'contact' and scores.number > knots.score_before and scores.number <= knots.score_number
    inner join ({{ intent.seed_rows(ref(caps_seed), 'intent_tier_caps') }}) as caps
        on
            caps.scorecard_name = 'hand_weights'
            and caps.tier = 'low'
            and (scores.number - knots.score_before) * (knots.points_number - knots.points_before)
            <= ({{ intent.seed_number('caps.max_points') }} - knots.points_before) * (knots.score_number - knots.score_before)
    where knots.score_before >= 0 and knots.score_number <= 100 and {{ champion }} in ('hand_weights', 'auto')
),

classes as (
    select
        *,
        min(attribute) over () as first_attribute,
        lag({{ upper }}) over (order by {{ lower }}, deal_size_class) as upper_before
    from ({{ intent.seed_rows(ref(classes_seed), 'intent_deal_size_classes') }}) as class_rows
),

errors as (
    {{ intent.configuration_checks(curves_seed ~ '.csv', 'knots', [
        {'key': 'knot_name', 'column': 'points', 'is_wrong': "knot = 1 and points_number <> 0",
            'message': 'the curve does not say what the first points are worth; allowed for its first knot: 0'},
        {'key': 'knot_name', 'column': 'score', 'is_wrong': "knot = 1 and points_number = 0 and score_number <> 0",
            'message': 'nobody scores by doing nothing; allowed for the first knot of a curve: 0'},
        {'key': 'knot_name', 'column': 'score', 'is_wrong': "score_number <= score_before",
            'message': 'more points would give no higher score; allowed: more than the score of the knot before'},
        {'key': 'knot_name', 'column': 'score', 'is_wrong': "knot = n_knots and score_number < 100",
            'message': 'scores above it could never be reached; allowed for the last knot of a curve: 100'},
        {'key': 'knot_name', 'column': 'points', 'is_wrong': "knot = 9",
            'message': 'the curve has more knots than it can have; allowed: two to eight'},
    ]) }}
    union all
    {{ intent.configuration_checks(segments_seed ~ '.csv', segments, [
        {'key': 'segment_name', 'column': 'min_score', 'is_wrong': is_first ~ ' and ' ~ is_low, 'message': reached ~ allowed ~ caps_seed ~ '.csv'},
    ]) }}
    union all
    {{ intent.configuration_checks(cuts_seed ~ '.csv', cuts, [
        {'key': "deal_size_class || ' ' || segment_name", 'column': 'min_score', 'message': reached ~ ' in the class' ~ allowed ~ caps_seed ~ '.csv',
            'is_wrong': 'segment_name in (select segments.segment_name from ' ~ segments ~ ' where ' ~ is_first ~ ') and ' ~ is_low},
    ]) }}
    union all
    {{ intent.configuration_checks(limits_seed ~ '.csv', limits, [
        {'key': 'limit_name', 'column': 'limit_value', 'is_wrong': "limit_name in ('rising_change', 'falling_change') and " ~ limit_value ~ " < 1",
            'message': 'every score would be rising or falling; allowed: a whole number from 1 to 100'},
        {'key': 'limit_name', 'column': 'limit_value', 'is_wrong': "limit_name in ('rising_change', 'falling_change') and " ~ limit_value ~ " > 100",
            'message': 'no score would be rising or falling; allowed: a whole number from 1 to 100'},
        {'key': 'limit_name', 'column': 'limit_value', 'is_wrong': "limit_name = 'colleague_share_percent' and " ~ limit_value ~ " > 100",
            'message': 'allowed for percent: a whole number from 0 to 100'},
        {'key': 'limit_name', 'column': 'limit_value', 'is_wrong': "limit_name = 'company_event_days' and " ~ limit_value ~ " < 1",
            'message': 'no company event would count; allowed: a whole number from 1 to 3650'},
        {'key': 'limit_name', 'column': 'limit_value', 'is_wrong': "limit_name = 'falling_least_days' and " ~ limit_value ~ " > 90",
            'message': 'allowed for days: a whole number from 0 to 90'},
    ]) }}
    union all
    {{ intent.configuration_checks(classes_seed ~ '.csv', 'classes', [
        {'key': 'deal_size_class', 'column': 'deal_size_class', 'is_wrong': "lower(deal_size_class) = 'all'",
            'message': 'everybody else is in the class of this name; allowed: another name'},
        {'key': 'deal_size_class', 'column': 'attribute', 'is_wrong': 'attribute <> first_attribute',
            'message': 'nobody knows whether classes of two attributes overlap; allowed: one attribute for all classes'},
        {'key': 'deal_size_class', 'column': 'upper_bound', 'is_wrong': upper ~ ' <= ' ~ lower, 'message': 'allowed: a number above lower_bound'},
        {'key': 'deal_size_class', 'column': 'lower_bound', 'is_wrong': lower ~ ' < upper_before',
            'message': 'a company would be in two classes; allowed: the upper_bound of the class below, or more'},
    ]) }}
)

select * from errors
