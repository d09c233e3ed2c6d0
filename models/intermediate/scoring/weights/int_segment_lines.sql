with classes as (
    select 'all' as deal_size_class
    union all
    select deal_size_class from {{ ref('stg_intent__deal_size_classes') }}
),

-- The segments of each class, with its own cuts where it has any.
segments as (
    select
        classes.deal_size_class,
        segments.segment_rank,
        segments.segment_name,
        segments.trend,
        coalesce(cuts.min_score, segments.min_score) as min_score,
        segments.exit_margin
    from classes
    cross join {{ ref('stg_intent__segments') }} as segments
    left join {{ ref('stg_intent__deal_size_cuts') }} as cuts
        on classes.deal_size_class = cuts.deal_size_class and segments.segment_name = cuts.segment_name
),

-- The lowest score of each segment, and the fall in 14 days from which a score is falling.
lines as (
    select
        deal_size_class,
        segment_rank,
        segment_name,
        trend,
        min_score as entered_at,
        min_score - exit_margin as left_below,
        min_score - 2 * exit_margin as left_at_once_below,
        0 as least_days,
        min(case when min_score > 0 then min_score end) over (partition by segment_rank) as reached_from
    from segments
    union all
    select
        classes.deal_size_class,
        0 as segment_rank,
        'falling' as segment_name,
        'fall' as trend,
        limits.falling_change as entered_at,
        limits.falling_change - coalesce(min(segments.exit_margin), 0) as left_below,
        limits.falling_change as left_at_once_below,
        limits.falling_least_days as least_days,
        limits.falling_change as reached_from
    from classes
    cross join {{ ref('stg_intent__score_limits') }} as limits
    left join segments on classes.deal_size_class = segments.deal_size_class and segments.trend = 'falling'
    group by classes.deal_size_class, limits.falling_change, limits.falling_least_days
)

select * from lines
