-- The acts of a contact add up to its points on every date, to the millionth, where the champion gives points to acts.
with acts as (
    select
        as_of_date,
        contact_id,
        sum(points) as act_points,
        count(points) as n_points,
        count(*) as n_acts
    from {{ ref('intent_contact_signal_days') }}
    group by as_of_date, contact_id
),

scores as (
    select
        as_of_date,
        contact_id,
        scorecard_name,
        points
    from {{ ref('intent_contact_score_history') }}
)

select
    scores.as_of_date,
    scores.contact_id,
    scores.points,
    acts.act_points
from scores
left join acts on scores.as_of_date = acts.as_of_date and scores.contact_id = acts.contact_id
where
    scores.scorecard_name in (
        select scored.scorecard_name from acts as scored_acts
        inner join scores as scored on scored_acts.as_of_date = scored.as_of_date and scored_acts.contact_id = scored.contact_id
        where scored_acts.n_points > 0
    )
    and (coalesce(acts.n_points, 0) <> coalesce(acts.n_acts, 0) or coalesce(acts.act_points, 0) <> scores.points)
