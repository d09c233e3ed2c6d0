{%- set capacity = intent.checked_var('intent_weekly_capacity', var('intent_weekly_capacity')) -%}
{%- set step_days = intent.checked_var('intent_history_step_days', var('intent_history_step_days')) -%}

with score_rises as (
    select * from {{ ref('int_score_rises') }}
),

outcomes as (
    select * from {{ ref('int_contact_outcomes_as_of') }}
    where is_conversion_window
),

cuts as (
    select number as min_score from {{ ref('stg_intent__whole_numbers') }}
    where number <= 100
),

weeks as (
    select
        {{ intent.ratio('max(case when half_years_ago = 0 then n_dates end) * ' ~ step_days, '7') }} as n_latest,
        {{ intent.ratio('max(case when half_years_ago = 1 then n_dates end) * ' ~ step_days, '7') }} as n_before
    from score_rises
),

-- A contact is handed over at a cut when its score reaches it and was below it, or the contact unknown, on the date before.
hand_overs as (
    select
        cuts.min_score,
        {{ intent.ratio('sum(case when score_rises.half_years_ago = 0 then score_rises.n_contacts else 0 end)', 'max(weeks.n_latest)') }}
            as weekly_hand_overs,
        {{ intent.ratio('sum(case when score_rises.half_years_ago = 1 then score_rises.n_contacts else 0 end)', 'max(weeks.n_before)') }}
            as weekly_hand_overs_before,
        cast(sum(score_rises.n_closed) as bigint) as n_closed,
        cast(sum(score_rises.n_converted) as bigint) as n_converted
    from cuts
    cross join weeks
    left join score_rises on cuts.min_score > score_rises.score_before and cuts.min_score <= score_rises.score
    group by cuts.min_score
),

-- A converter is found by a cut that its score reached on a date before it converted, within the window.
converters as (
    select
        outcomes.contact_id,
        {{ intent.add_days('outcomes.as_of_date', 'outcomes.days_to_conversion') }} as converted_date,
        max(scores.score) as best_score
    from outcomes
    inner join {{ ref('int_contact_scores_as_of') }} as scores
        on outcomes.as_of_date = scores.as_of_date and outcomes.contact_id = scores.contact_id
    where outcomes.is_converted and scores.scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
    group by outcomes.contact_id, {{ intent.add_days('outcomes.as_of_date', 'outcomes.days_to_conversion') }}
),

recalls as (
    select
        cuts.min_score,
        {{ intent.ratio('sum(case when converters.best_score >= cuts.min_score then 1 else 0 end)', 'count(*)') }} as recall
    from cuts
    cross join converters
    group by cuts.min_score
),

base as (
    select {{ intent.ratio('sum(case when is_converted then 1 else 0 end)', 'count(*)') }} as base_rate
    from outcomes
),

-- Of the highest cut that hands over more than the capacity and the next one, the one that comes closer; of all where none hands over more.
lowest as (
    select coalesce(max(case when weekly_hand_overs > {{ capacity }} then min_score end), -1) as over_capacity
    from hand_overs
),

chosen as (
    select hand_overs.min_score
    from hand_overs
    inner join lowest on lowest.over_capacity = -1 or hand_overs.min_score in (lowest.over_capacity, lowest.over_capacity + 1)
    order by abs(hand_overs.weekly_hand_overs - {{ capacity }}), hand_overs.min_score desc
    limit 1
),

published as (
    select
        cast(hand_overs.min_score as integer) as min_score,
        hand_overs.weekly_hand_overs,
        hand_overs.weekly_hand_overs_before,
        hand_overs.n_closed as n_hand_overs,
        hand_overs.n_converted as n_converted_hand_overs,
        {{ intent.ratio('hand_overs.n_converted', 'hand_overs.n_closed') }} as hand_over_precision,
        recalls.recall,
        {{ intent.ratio('hand_overs.n_converted', 'hand_overs.n_closed') }} / nullif(base.base_rate, 0) as lift,
        chosen.min_score is not null as is_capacity_cut
    from hand_overs
    cross join base
    left join recalls on hand_overs.min_score = recalls.min_score
    left join chosen on hand_overs.min_score = chosen.min_score
)

select * from published
