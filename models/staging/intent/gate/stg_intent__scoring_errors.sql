{%- set segments_seed = var('intent_segments_seed', 'intent_segments') -%}
{%- set weights_seed = var('intent_scorecard_weights_seed', 'intent_scorecard_weights') -%}
{%- set blocked_seed = var('intent_blocked_identifiers_seed', 'intent_blocked_identifiers') -%}
{%- set erasures_seed = var('intent_erasure_requests_seed', 'intent_erasure_requests') -%}
{%- set blocked = '(' ~ intent.seed_rows(ref(blocked_seed), 'intent_blocked_identifiers', with_line=true) ~ ') as blocked' -%}
{%- set erasures = '(' ~ intent.seed_rows(ref(erasures_seed), 'intent_erasure_requests', with_line=true) ~ ') as erasures' -%}
{%- set string, key = intent.string_type(), "scorecard_name || ' ' || feature_name || ' ' || lower_bound" -%}
{%- set rank, score = intent.seed_number('segment_rank'), intent.seed_number('min_score') -%}
{%- set lower, upper = intent.seed_number('lower_bound'), intent.seed_number('upper_bound') -%}

with segments as (
    select
        *,
        {{ rank }} as rank_number,
        {{ score }} as lowest_score,
        sum(case when {{ score }} >= 0 and {{ rank }} > 0 and trend in ('any', 'rising_or_flat', 'falling') then 0 else 1 end) over () as n_wrong
    from ({{ intent.seed_rows(ref(segments_seed), 'intent_segments') }}) as segment_rows
),

bins as (
    select
        *,
        max(scorecard_name) over (partition by lower(scorecard_name)) as other_spelling,
        lag({{ upper }}) over (partition by scorecard_name, feature_name order by {{ lower }}) as upper_before
    from ({{ intent.seed_rows(ref(weights_seed), 'intent_scorecard_weights') }}) as weight_rows
),

excluded as (
    select signal_name from ({{ intent.seed_rows(ref(var('intent_signals_seed', 'intent_signals')), 'intent_signals') }}) as signal_rows
    where leak_risk = 'exclude'
),

-- The segments where all of them can be read: only then does it make sense to walk through the scores.
readable as (
    select * from segments
    where n_wrong = 0
),

trends as (
    select 'rising_or_flat' as trend
    union all
    select 'falling' as trend
),

-- Each score, falling or not, with the segments it could be in; the lowest rank wins.
situations as (
    select
        scores.number as score,
        trends.trend,
        min(readable.rank_number) as rank_number
    from {{ ref('stg_intent__whole_numbers') }} as scores
    cross join trends
    left join readable
        on
            readable.lowest_score <= scores.number
            and readable.trend in ('any', trends.trend)
    where scores.number <= 100
    group by scores.number, trends.trend
),

errors as (
    select
        '{{ segments_seed }}.csv' as file_name,
        '' as key_value,
        'min_score' as column_name,
        cast(min(score) as {{ string }}) || ' to ' || cast(max(score) as {{ string }}) as cell_value,
        'these scores have no segment when the trend is ' || trend || '; allowed: one segment with min_score 0 for each trend' as message
    from situations
    where rank_number is null and exists (select 1 from readable)
    group by trend
    union all
    {{ intent.configuration_checks(segments_seed ~ '.csv', 'readable', [
        {'key': 'segment_name', 'column': 'min_score',
            'is_wrong': 'not exists (select 1 from situations where situations.rank_number = readable.rank_number)',
            'message': 'segments of lower rank take all its scores; allowed: ranks that fall from the highest min_score to the lowest'},
    ]) }}
    union all
    {{ intent.configuration_checks(weights_seed ~ '.csv', 'bins', [
        {'key': key, 'column': 'scorecard_name', 'is_wrong': "lower(scorecard_name) in ('hand_weights', 'learned_additive', 'auto') or scorecard_name <> other_spelling",
            'message': 'another scorecard has this name, such as hand_weights, learned_additive and auto; allowed: another name'},
        {'key': key, 'column': 'feature_name', 'is_wrong': "feature_name in (select excluded.signal_name from excluded)",
            'message': 'the signal has leak_risk exclude and is never a feature; allowed: a signal with leak_risk none or watch'},
        {'key': key, 'column': 'upper_bound', 'is_wrong': upper ~ ' <= ' ~ lower, 'message': 'allowed: a number above lower_bound'},
        {'key': key, 'column': 'lower_bound', 'is_wrong': lower ~ ' < upper_before',
            'message': 'the value would count twice; allowed: the upper_bound of the row below, or more'},
    ]) }}
    union all
    {{ intent.configuration_checks(blocked_seed ~ '.csv', blocked, [
        {'key': 'file_line', 'is_personal': true, 'column': 'matches', 'is_wrong': "matches in ('mailbox', 'domain') and identifier_type <> 'email'",
            'message': 'allowed for other identifier types than email: value'},
    ]) }}
    union all
    {{ intent.configuration_checks(erasures_seed ~ '.csv', erasures, [
        {'key': 'file_line', 'is_personal': true, 'column': 'identifier_value',
            'is_wrong': "identifier_type = 'email' and not " ~ intent.is_email('lower(identifier_value)'),
            'message': 'nobody would be forgotten; allowed for identifier type email: one email address'},
    ]) }}
)

select * from errors
