{{ config(materialized='view') }}
{%- set base = intent.checked_var('intent_fit_base', var('intent_fit_base')) %}

with scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

segments as (
    select * from {{ ref('int_contact_segments_as_of') }}
),

lifecycles as (
    select * from {{ ref('int_contact_lifecycles') }}
),

contacts as (
    select * from {{ ref('intent_contacts') }}
),

probabilities as (
    select * from {{ ref('int_conversion_probabilities') }}
    where is_calibrated
),

fits as (
    select * from {{ ref('int_fit_periods') }}
    where subject = 'contact'
),

published as (
    select
        scores.as_of_date,
        scores.contact_id,
        contacts.account_id,
        contacts.full_name,
        contacts.email,
        contacts.job_title,
        contacts.account_name,
        scores.scored_by as scorecard_name,
        segments.segment_name as segment,
        scores.deal_size_class,
        scores.trend,
        coalesce(lifecycles.lifecycle, 'prospect') as lifecycle,
        coalesce(fits.fit_grade, 'unknown') as fit_grade,
        fits.fit_score,
        coalesce(archetypes.archetype, 'none') as archetype,
        {{ intent.from_micro_units('scores.points_micro') }} as points,
        {{ intent.from_micro_units('scores.deterministic_points_micro') }} as deterministic_points,
        {{ intent.from_micro_units('scores.probabilistic_points_micro') }} as probabilistic_points,
        scores.score,
        {{ intent.hybrid_score('fits.fit_score', 'scores.score', base) }} as hybrid_score,
        {{ intent.from_micro_units('scores.recency_share_micro') }} as recency_share,
        scores.percentile,
        scores.decile,
        scores.change_7_days,
        scores.change_14_days,
        scores.is_spiking,
        scores.activity_trend,
        cast(
            case when lifecycles.contact_id is null then {{ intent.from_micro_units('probabilities.probability_micro') }} end
            as decimal(18, 6)
        ) as conversion_probability
    from scores
    inner join segments on scores.as_of_date = segments.as_of_date and scores.contact_id = segments.contact_id
    inner join contacts on scores.contact_id = contacts.contact_id
    left join lifecycles
        on scores.contact_id = lifecycles.contact_id and scores.as_of_date between lifecycles.from_date and lifecycles.last_date
    left join fits
        on scores.contact_id = fits.subject_id and scores.as_of_date between fits.from_date and fits.last_date
    left join {{ ref('int_contact_archetypes_as_of') }} as archetypes
        on scores.as_of_date = archetypes.as_of_date and scores.contact_id = archetypes.contact_id
    left join probabilities
        on
            scores.scorecard_name = probabilities.scorecard_name
            and scores.score = probabilities.score
            and {{ intent.calibration_fold('scores.as_of_date') }} between probabilities.from_fold and probabilities.to_fold
)

select * from published
