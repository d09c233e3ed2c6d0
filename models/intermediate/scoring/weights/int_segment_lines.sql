with segments as (
    select * from {{ ref('stg_intent__segments') }}
),

-- The lowest score of each segment, and the fall of 15 in 14 days.
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
        15 as entered_at,
        15 - coalesce(min(exit_margin), 0) as left_below,
        15 as left_at_once_below,
        7 as least_days
    from segments
    where trend = 'falling'
)

select * from lines
