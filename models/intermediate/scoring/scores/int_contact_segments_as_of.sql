with scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

-- The lowest score of each segment, and the fall of 15 in 14 days. One is over a line from entered_at on until below left_below:
-- of a score also a week before or twice as far, of a fall for a week at least.
lines as (
    select
        segment_rank,
        trend,
        min_score as entered_at,
        min_score - exit_margin as left_below,
        min_score - 2 * exit_margin as left_at_once_below
    from segments
    union all
    select
        0 as segment_rank,
        'fall' as trend,
        15 as entered_at,
        15 - coalesce(min(exit_margin), 0) as left_below,
        15 as left_at_once_below
    from segments
    where trend = 'falling'
),

-- Whoever never had a score stays where that puts them.
active as (
    select distinct contact_id from scores
    where score > 0
),

readings as (
    select
        scores.as_of_date,
        as_of_dates.grid_date,
        scores.contact_id,
        lines.segment_rank,
        lines.trend,
        {%- set reading = "case lines.trend when 'fall' then -scores.change_14_days else scores.score end" %}
        {{ reading }} >= lines.entered_at as has_entered,
        {{ reading }} < lines.left_below
        and ({{ reading }} < lines.left_at_once_below or scores.score - scores.change_7_days < lines.left_below) as has_left
    from scores
    inner join active on scores.contact_id = active.contact_id
    inner join as_of_dates on scores.as_of_date = as_of_dates.as_of_date
    cross join lines
),

-- Dates of the grid remember dates of the grid only, because the days between them will be gone.
remembered as (
    select
        {%- for mark in ['has_entered', 'has_left'] %}
        max(case when {{ mark }} and as_of_date = grid_date then as_of_date else date '1900-01-01' end) over of_all_dates as {{ mark }}_on_grid,
        max(case when {{ mark }} then as_of_date else date '1900-01-01' end) over since_grid_date as {{ mark }}_since,
        {%- endfor %}
        as_of_date,
        contact_id,
        segment_rank,
        trend
    from readings
    window
        of_all_dates as (partition by contact_id, segment_rank order by as_of_date),
        since_grid_date as (partition by contact_id, segment_rank, grid_date order by as_of_date)
),

ranks as (
    select
        as_of_date,
        contact_id,
        max(case when trend = 'fall' then 1 else 0 end) as is_falling,
        min(case when trend in ('any', 'falling') then segment_rank end) as rank_if_falling,
        min(case when trend in ('any', 'rising_or_flat') then segment_rank end) as rank_if_not
    from remembered
    where
        greatest(has_entered_on_grid, has_entered_since) > greatest(has_left_on_grid, has_left_since)
        or (trend = 'fall' and {{ intent.days_between('greatest(has_entered_on_grid, has_entered_since)', 'as_of_date') }} <= 7)
    group by as_of_date, contact_id
),

published as (
    select
        scores.as_of_date,
        scores.contact_id,
        coalesce(segments.segment_name, scores.segment_name) as segment_name
    from scores
    left join ranks on scores.as_of_date = ranks.as_of_date and scores.contact_id = ranks.contact_id
    left join segments
        on segments.segment_rank = case ranks.is_falling when 1 then ranks.rank_if_falling else ranks.rank_if_not end
)

select * from published
