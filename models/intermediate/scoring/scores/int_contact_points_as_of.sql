{{ config(materialized='view') }}

with points as (
    {{ intent.points_of_all_scorecards(
        [ref('int_given_points_as_of'), ref('int_learned_points_as_of')],
        ref('int_champion_periods') if var('intent_champion_scorecard') == 'auto' else none
    ) }}
)

select * from points
