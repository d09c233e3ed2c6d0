-- Today's mart holds exactly the history rows of the last as-of date, each with what to do.
with last_rows as (
    select
        contact_id,
        as_of_date,
        segment,
        fit_grade,
        fit_score,
        archetype,
        points,
        deterministic_points,
        probabilistic_points,
        recency_share,
        score,
        hybrid_score,
        percentile,
        decile,
        change_7_days,
        change_14_days
    from {{ ref('intent_contact_score_history') }}
    where as_of_date = (select max(as_of_date) from {{ ref('intent_contact_score_history') }})
),

todays_rows as (
    select
        contact_id,
        as_of_date,
        segment,
        fit_grade,
        fit_score,
        archetype,
        points,
        deterministic_points,
        probabilistic_points,
        recency_share,
        score,
        hybrid_score,
        percentile,
        decile,
        change_7_days,
        change_14_days
    from {{ ref('intent_contact_scores') }}
    where recommended_action is not null
),

gone as (
    select * from last_rows
    except
    select * from todays_rows
),

added as (
    select * from todays_rows
    except
    select * from last_rows
)

select * from gone
union all
select * from added
