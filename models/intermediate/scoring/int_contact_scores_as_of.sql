{{ config(
    materialized='incremental',
    incremental_strategy='replace_slices',
    unique_key='as_of_date',
    meta={'slices': 'int_as_of_fingerprints'}
) }}

with dates as (
    {{ intent.as_of_dates_to_build(this, is_incremental()) }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

scorecard_names as (
    select distinct scorecard_name from {{ ref('int_scorecards') }}
),

points as (
    select * from {{ ref('int_contact_points_as_of') }}
),

segment_lookup as (
    select * from {{ ref('int_segment_lookup') }}
),

-- Silent contacts are scored too: with 0 points they are part of every baseline.
scored as (
    select
        dates.as_of_date,
        dates.input_fingerprint,
        contacts.contact_id,
        scorecard_names.scorecard_name,
        coalesce(points.points_micro, 0) as points_micro,
        {{ intent.score_from_points('coalesce(points.points_micro, 0)') }} as score,
        {{ intent.score_from_points('coalesce(points.points_7_days_ago_micro, 0)') }} as score_7_days_ago,
        {{ intent.score_from_points('coalesce(points.points_14_days_ago_micro, 0)') }} as score_14_days_ago
    from dates
    inner join contacts on dates.as_of_date >= contacts.first_known_date
    cross join scorecard_names
    left join points
        on
            dates.as_of_date = points.as_of_date
            and contacts.contact_id = points.contact_id
            and scorecard_names.scorecard_name = points.scorecard_name
),

ranked as (
    select
        *,
        {{ intent.trend_from_change('score - score_14_days_ago') }} as trend,
        rank() over (partition by as_of_date, scorecard_name order by points_micro desc) as rank_from_top,
        rank() over (partition by as_of_date, scorecard_name order by points_micro) as rank_from_bottom,
        count(*) over (partition by as_of_date, scorecard_name) as n_contacts
    from scored
),

published as (
    select
        ranked.as_of_date,
        ranked.contact_id,
        ranked.scorecard_name,
        segment_lookup.segment_name,
        ranked.trend,
        ranked.points_micro,
        ranked.score,
        cast({{ intent.integer_divide('100 * (ranked.rank_from_bottom - 1)', 'ranked.n_contacts') }} as integer) as percentile,
        cast({{ intent.integer_divide('10 * (ranked.rank_from_top - 1)', 'ranked.n_contacts') }} + 1 as integer) as decile,
        ranked.score - ranked.score_7_days_ago as change_7_days,
        ranked.score - ranked.score_14_days_ago as change_14_days,
        ranked.score - ranked.score_7_days_ago >= 20 as is_spiking,
        ranked.input_fingerprint
    from ranked
    inner join segment_lookup
        on
            ranked.score = segment_lookup.score
            and ranked.score_7_days_ago = segment_lookup.score_7_days_ago
            and (ranked.trend = 'falling') = segment_lookup.is_falling
)

select * from published
