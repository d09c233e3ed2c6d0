with scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
    where scorecard_name = {{ intent.text_literal(var("intent_champion_scorecard")) }}
),

changes as (
    select
        contact_id,
        as_of_date,
        segment_name,
        lag(segment_name) over (
            partition by contact_id
            order by as_of_date
        ) as previous_segment_name
    from scores
),

-- The last as-of date on which the segment was another one than before: the present segment began there.
spells as (
    select
        contact_id,
        max(as_of_date) as segment_since
    from changes
    where previous_segment_name is null or previous_segment_name <> segment_name
    group by contact_id
)

select * from spells
