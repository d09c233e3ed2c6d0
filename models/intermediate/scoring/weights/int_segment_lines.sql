with segments as (
    select * from {{ ref('stg_intent__segments') }}
),

-- The lowest score of each segment, and the fall in 14 days from which a score is falling.
lines as (
    select
        segment_rank,
        segment_name,
        trend,
        min_score as entered_at,
        min_score - exit_margin as left_below,
        min_score - 2 * exit_margin as left_at_once_below,
        0 as least_days
    from segments
    union all
    select
        0 as segment_rank,
        'falling' as segment_name,
        'fall' as trend,
        limits.falling_change as entered_at,
        limits.falling_change - coalesce(min(segments.exit_margin), 0) as left_below,
        limits.falling_change as left_at_once_below,
        limits.falling_least_days as least_days
    from {{ ref('stg_intent__score_limits') }} as limits
    left join segments on segments.trend = 'falling'
    group by limits.falling_change, limits.falling_least_days
)

select * from lines
