{%- set seed = var('intent_scorecards_seed') -%}
{%- set champion = intent.text_literal(var('intent_champion_scorecard')) -%}
{%- set key = "scorecard_name || ' ' || feature_name || ' ' || lower_bound" -%}

with scorecards as (
    {{ intent.seed_rows(ref(seed), 'intent_scorecards') }}
),

signals as (
    {{ intent.seed_rows(ref(var('intent_signals_seed')), 'intent_signals') }}
),

excluded as (
    select distinct signal_name from signals
    where leak_risk = 'exclude'
),

names as (
    select 'hand_weights' as scorecard_name
    union all
    select scorecard_name from scorecards
),

chosen as (
    select count(*) as n_named from names
    where scorecard_name = {{ champion }}
),

bins as (
    select
        *,
        {{ intent.seed_number('lower_bound') }} as lower_number,
        {{ intent.seed_number('upper_bound') }} as upper_number,
        lag({{ intent.seed_number('upper_bound') }}) over (
            partition by scorecard_name, feature_name
            order by {{ intent.seed_number('lower_bound') }}
        ) as upper_number_before
    from scorecards
),

errors as (
    {{ intent.configuration_checks(seed ~ '.csv', 'bins', [
        {'key': key, 'column': 'scorecard_name', 'is_wrong': "scorecard_name = 'hand_weights'",
            'message': 'hand_weights is made from the signals; allowed: another name'},
        {'key': key, 'column': 'feature_name', 'is_wrong': "feature_name in (select excluded.signal_name from excluded)",
            'message': 'the signal has leak_risk exclude and is never a feature; allowed: a signal with leak_risk none or watch'},
        {'key': key, 'column': 'upper_bound', 'is_wrong': 'upper_number <= lower_number', 'message': 'allowed: a number above lower_bound'},
        {'key': key, 'column': 'lower_bound', 'is_wrong': 'lower_number < upper_number_before',
            'message': 'the value would count twice; allowed: the upper_bound of the row below, or more'},
    ]) }}
    union all
    select
        'dbt_project.yml' as file_name,
        'vars' as key_value,
        'intent_champion_scorecard' as column_name,
        {{ champion }} as cell_value,
        'no such scorecard; allowed: hand_weights and the scorecard_name values of {{ seed }}.csv' as message
    from chosen
    where n_named = 0
)

select * from errors
