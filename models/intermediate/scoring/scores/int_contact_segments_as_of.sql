{{ intent.cached_by('int_score_fingerprints') }}

with scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

segment_lines as (
    select * from {{ ref('int_segment_lines') }}
),

lowest_segments as (
    select * from {{ ref('int_segment_lookup') }}
    where score = 0
),

peaks as (
    select
        contact_id,
        max(score) as score,
        max(-change_14_days) as fall
    from scores
    group by contact_id
),

-- Whoever was over a line in one class of deals may cross it in another, so all classes are looked at.
reached as (
    select
        peaks.contact_id,
        segment_lines.*
    from peaks
    inner join segment_lines on segment_lines.reached_from <= case segment_lines.trend when 'fall' then peaks.fall else peaks.score end
),

-- A reading that says something is the number of its day, doubled, and one more where it is over the line.
readings as (
    select
        scores.as_of_date,
        as_of_dates.grid_date,
        scores.contact_id,
        reached.segment_rank,
        reached.trend,
        {%- set day = intent.days_between("date '2000-01-01'", 'scores.as_of_date') %}
        {%- set reading = "case reached.trend when 'fall' then -scores.change_14_days else scores.score end" %}
        case
            when {{ reading }} >= reached.entered_at then 2 * ({{ day }} + reached.least_days) + 1
            when {{ reading }} >= reached.left_below then null
            when {{ reading }} < reached.left_at_once_below or scores.score - scores.change_7_days < reached.left_below then 2 * {{ day }}
        end as mark
    from scores
    inner join reached on scores.contact_id = reached.contact_id and scores.deal_size_class = reached.deal_size_class
    inner join {{ ref('int_as_of_dates') }} as as_of_dates on scores.as_of_date = as_of_dates.as_of_date
),

-- The latest mark decides. Dates of the grid remember dates of the grid only, because the days between them will be gone.
remembered as (
    select
        as_of_date,
        contact_id,
        segment_rank,
        trend,
        greatest(
            coalesce(max(case when as_of_date = grid_date then mark end) over of_all_dates, 0),
            coalesce(max(mark) over since_grid_date, 0)
        ) as latest_mark
    from readings
    window
        of_all_dates as (partition by contact_id, segment_rank order by as_of_date),
        since_grid_date as (partition by contact_id, segment_rank, grid_date order by as_of_date)
),

ranks as (
    select
        as_of_date,
        contact_id,
        max(case when trend = 'fall' then 1 else 0 end) = 1 as is_falling,
        min(case when trend in ('any', 'falling') then segment_rank end) as rank_if_falling,
        min(case when trend in ('any', 'rising_or_flat') then segment_rank end) as rank_if_not
    from remembered
    where latest_mark % 2 = 1
    group by as_of_date, contact_id
),

published as (
    select
        scores.as_of_date,
        scores.contact_id,
        coalesce(segment_lines.segment_name, lowest_segments.segment_name) as segment_name
    from scores
    left join ranks on scores.as_of_date = ranks.as_of_date and scores.contact_id = ranks.contact_id
    inner join lowest_segments
        on scores.deal_size_class = lowest_segments.deal_size_class and coalesce(ranks.is_falling, false) = lowest_segments.is_falling
    left join segment_lines
        on
            scores.deal_size_class = segment_lines.deal_size_class
            and segment_lines.segment_rank = case when ranks.is_falling then ranks.rank_if_falling else ranks.rank_if_not end
)

select * from published
