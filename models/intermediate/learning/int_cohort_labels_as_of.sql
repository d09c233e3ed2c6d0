{{ config(materialized='view') }}
{%- set champion = intent.string_literal(var("intent_champion_scorecard")) -%}
{%- set percent = intent.checked_var('intent_hold_out_percent', var('intent_hold_out_percent')) -%}

with population as (
    select distinct
        as_of_date,
        contact_id
    from {{ ref('int_cohort_members') }}
),

scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
),

segments as (
    select * from {{ ref('int_contact_segments_as_of') }}
),

-- Places among the members: each tenth is a tenth of those whose outcome is looked at.
placed as (
    select
        scores.as_of_date,
        scores.contact_id,
        scores.scorecard_name,
        row_number() over (partition by scores.as_of_date, scores.scorecard_name order by scores.place) as place,
        count(*) over (partition by scores.as_of_date, scores.scorecard_name) as n_members
    from scores
    inner join population on scores.as_of_date = population.as_of_date and scores.contact_id = population.contact_id
),

segment_sizes as (
    select
        segments.as_of_date,
        segments.segment_name,
        segment_ranks.segment_rank,
        count(*) as n_members
    from segments
    inner join population on segments.as_of_date = population.as_of_date and segments.contact_id = population.contact_id
    inner join {{ ref('stg_intent__segments') }} as segment_ranks on segments.segment_name = segment_ranks.segment_name
    group by segments.as_of_date, segments.segment_name, segment_ranks.segment_rank
),

segment_places as (
    select
        *,
        sum(n_members) over (
            partition by as_of_date
            order by segment_rank
            rows between unbounded preceding and current row
        ) as last_place
    from segment_sizes
),

-- Segments are cut on the champion's scale, so other scorecards are compared at its shares: as many members, from the first place down.
labels as (
    select
        placed.as_of_date,
        placed.contact_id,
        placed.scorecard_name,
        'segment' as cohort_kind,
        segment_places.segment_name as cohort_value
    from placed
    left join segments on placed.as_of_date = segments.as_of_date and placed.contact_id = segments.contact_id
    inner join segment_places
        on
            placed.as_of_date = segment_places.as_of_date
            and case
                when placed.scorecard_name = {{ champion }}
                    then segments.segment_name = segment_places.segment_name
                else placed.place > segment_places.last_place - segment_places.n_members and placed.place <= segment_places.last_place
            end
    union all
    select
        as_of_date,
        contact_id,
        scorecard_name,
        'decile' as cohort_kind,
        cast({{ intent.tenth('place', 'n_members') }} as {{ intent.string_type() }}) as cohort_value
    from placed
    {%- if percent | int > 0 %}
    union all
    select
        segments.as_of_date,
        segments.contact_id,
        {{ champion }} as scorecard_name,
        'hold_out' as cohort_kind,
        segments.segment_name
        || case when {{ intent.is_held_out('segments.contact_id', percent) }} then ', held out' else ', open to action' end as cohort_value
    from segments
    inner join population on segments.as_of_date = population.as_of_date and segments.contact_id = population.contact_id
    {%- endif %}
    union all
    select * from {{ ref('int_contact_cohort_labels_as_of') }}
)

select * from labels
