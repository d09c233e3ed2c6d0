{{ config(materialized='view') }}

with scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

published as (
    select
        as_of_date,
        contact_id,
        scorecard_name,
        segment_name as segment,
        trend,
        {{ intent.from_micro_units('points_micro') }} as points,
        score,
        percentile,
        decile,
        change_7_days,
        change_14_days,
        is_spiking
    from scores
)

select * from published
