with misses as (
    select * from {{ ref('int_score_misses_as_of') }}
),

scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

behaviour as (
    select * from {{ ref('int_contact_behaviour_as_of') }}
),

feedback as (
    select * from {{ ref('int_contact_feedback') }}
),

published as (
    select
        misses.as_of_date,
        misses.contact_id,
        contacts.account_name,
        misses.miss_kind,
        misses.segment_name as segment,
        misses.reason_1,
        misses.reason_2,
        misses.reason_3,
        feedback.disposition as feedback_disposition,
        feedback.reason as feedback_reason,
        scores.score,
        {{ intent.from_micro_units('scores.points_micro') }} as points,
        cast(behaviour.days_since_last_event_0 as integer) as days_since_last_event,
        cast(misses.days_to_conversion as integer) as days_to_conversion
    from misses
    inner join contacts on misses.contact_id = contacts.contact_id
    inner join scores on misses.as_of_date = scores.as_of_date and misses.contact_id = scores.contact_id
    left join behaviour on misses.as_of_date = behaviour.as_of_date and misses.contact_id = behaviour.contact_id
    left join feedback on misses.contact_id = feedback.contact_id
)

select * from published
