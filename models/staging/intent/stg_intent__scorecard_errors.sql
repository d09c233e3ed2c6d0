{%- set seed = var('intent_scorecards_seed') -%}
{%- set champion = var('intent_champion_scorecard') -%}

with scorecards as (
    select * from {{ ref(seed) }}
),

names as (
    select 'hand_weights' as scorecard_name
    union all
    select scorecard_name from scorecards
),

errors as (
    {{ intent.configuration_checks(seed ~ '.csv', 'scorecards', [
        {'key': "scorecard_name || ' ' || feature_name", 'column': 'scorecard_name', 'is_wrong': "scorecard_name = 'hand_weights'",
            'message': 'hand_weights is made from the signals; choose another name'},
        {'key': "scorecard_name || ' ' || feature_name", 'column': 'lower_bound', 'is_wrong': intent.is_no_number('lower_bound', -1000000000, 1000000000),
            'message': 'allowed is a number up to a thousand million'},
        {'key': "scorecard_name || ' ' || feature_name", 'column': 'upper_bound', 'is_wrong': intent.is_no_number('upper_bound', -1000000000, 1000000000),
            'message': 'allowed is a number up to a thousand million'},
        {'key': "scorecard_name || ' ' || feature_name", 'column': 'upper_bound',
            'is_wrong': intent.seed_number('upper_bound') ~ ' <= ' ~ intent.seed_number('lower_bound'),
            'message': 'the upper bound must be above the lower bound'},
        {'key': "scorecard_name || ' ' || feature_name", 'column': 'base_points', 'is_wrong': intent.is_no_number('base_points', -10000, 10000),
            'message': 'allowed is a number from -10000 to 10000'},
        {'key': "scorecard_name || ' ' || feature_name", 'column': 'points_per_unit', 'is_wrong': intent.is_no_number('points_per_unit', -10000, 10000),
            'message': 'allowed is a number from -10000 to 10000'},
    ]) }}
    union all
    select
        'dbt_project.yml' as file_name,
        'vars' as key_value,
        'intent_champion_scorecard' as column_name,
        '{{ champion | replace("'", "''") }}' as cell_value,
        'no scorecard of this name: allowed are hand_weights and the scorecard_name values of {{ seed }}.csv' as message
    from (
        select count(*) as n_named from names
        where scorecard_name = '{{ champion | replace("'", "''") }}'
    ) as counted
    where n_named = 0
)

select * from errors
