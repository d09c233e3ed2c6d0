-- However many weak acts: without a single point of the higher tiers nobody scores into the first segment of their class of deals, on
-- any as-of date.
{{ config(enabled=var('intent_champion_scorecard') == 'hand_weights') }}

with features as (
    select * from {{ ref('int_contact_features_as_of') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

stronger as (
    select distinct
        features.as_of_date,
        features.contact_id
    from features
    inner join signals on features.feature_name = signals.signal_name
    where signals.tier in ('high', 'mid') and signals.points_micro > 0 and features.value_micro > 0
),

first_segments as (
    select
        deal_size_class,
        entered_at as min_score
    from {{ ref('int_segment_lines') }}
    where segment_rank = 1
)

select
    scores.as_of_date,
    scores.contact_id,
    scores.score
from {{ ref('int_contact_scores_as_of') }} as scores
inner join first_segments on scores.deal_size_class = first_segments.deal_size_class and scores.score >= first_segments.min_score
left join stronger on scores.as_of_date = stronger.as_of_date and scores.contact_id = stronger.contact_id
where scores.scorecard_name = 'hand_weights' and stronger.contact_id is null
