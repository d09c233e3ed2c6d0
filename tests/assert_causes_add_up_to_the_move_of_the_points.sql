-- The causes of intent_score_changes leave nothing of a move unexplained.
with changes as (
    select
        contact_id,
        compared_date,
        cast(sum(points_change_micro) as bigint) as explained_micro
    from {{ ref('int_score_changes') }}
    group by contact_id, compared_date
),

-- Points by behaviour, and those of the learned scorecard, are no acts, so nothing is said of their causes.
additive as (
    select scorecards.scorecard_name
    from {{ ref('int_scorecards') }} as scorecards
    left join {{ ref('stg_intent__signals') }} as signals on scorecards.feature_name = signals.signal_name
    group by scorecards.scorecard_name
    having count(*) = count(signals.signal_name)
),

points as (
    select scores.* from {{ ref('int_contact_scores_as_of') }} as scores
    inner join additive on scores.scored_by = additive.scorecard_name
    where scores.scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

compared as (
    select
        now.contact_id,
        latest_dates.compared_date,
        now.points_micro - coalesce(earlier.points_micro, 0) as moved_micro
    from points as now
    inner join (
        select
            latest_date.as_of_date,
            as_of_dates.as_of_date as compared_date
        from {{ ref('int_latest_as_of_date') }} as latest_date
        inner join {{ ref('int_as_of_dates') }} as as_of_dates
            on {{ intent.days_between('as_of_dates.as_of_date', 'latest_date.as_of_date') }} in (1, 7)
    ) as latest_dates
        on now.as_of_date = latest_dates.as_of_date
    inner join points as earlier on now.contact_id = earlier.contact_id and latest_dates.compared_date = earlier.as_of_date
)

select
    compared.contact_id,
    compared.compared_date,
    compared.moved_micro,
    changes.explained_micro
from compared
left join changes on compared.contact_id = changes.contact_id and compared.compared_date = changes.compared_date
where compared.moved_micro <> coalesce(changes.explained_micro, 0)
