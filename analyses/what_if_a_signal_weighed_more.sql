-- How many contacts would change segment today if one signal gave five points more for each unit of its feature?
-- Change the name and the number, then: dbt show --select what_if_a_signal_weighed_more
with features as (
    select * from {{ ref('int_signal_features_as_of') }}
    where feature_name = 'case_study_viewed'
),

scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

changed as (
    select
        scores.segment_name as segment_today,
        scores.score,
        {{ intent.score_from_points('scores.points_micro + 5 * coalesce(features.value_micro, 0)') }} as score_then
    from scores
    inner join {{ ref('stg_intent__score_curves') }} as curve on curve.scored_for = 'contact'
    left join features on scores.contact_id = features.contact_id and scores.as_of_date = features.as_of_date
)

select
    segment_today,
    count(*) as n_contacts,
    sum(case when score_then > score then 1 else 0 end) as n_higher,
    sum(case when score < 70 and score_then >= 70 then 1 else 0 end) as n_new_at_70
from changed
group by segment_today
order by segment_today
