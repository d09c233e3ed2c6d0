with scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
    where scorecard_name = {{ intent.text_literal(var("intent_champion_scorecard")) }}
),

as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

spells as (
    select * from {{ ref('int_contact_segment_spells') }}
),

reasons as (
    select * from {{ ref('int_current_contact_reasons') }}
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

configuration as (
    select * from {{ ref('int_configuration_hash') }}
),

published as (
    select
        scores.contact_id,
        scores.as_of_date,
        scores.scorecard_name,
        scores.segment_name,
        scores.trend,
        segments.recommended_action,
        reasons.reason_1,
        reasons.reason_2,
        reasons.reason_3,
        configuration.configuration_hash,
        scores.points_micro,
        scores.score,
        scores.percentile,
        scores.decile,
        scores.change_7_days,
        scores.change_14_days,
        scores.is_spiking,
        spells.segment_since
    from scores
    inner join as_of_dates on scores.as_of_date = as_of_dates.as_of_date
    inner join spells on scores.contact_id = spells.contact_id
    inner join segments on scores.segment_name = segments.segment_name
    cross join configuration
    left join reasons on scores.contact_id = reasons.contact_id
)

select * from published
