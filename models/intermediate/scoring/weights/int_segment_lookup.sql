with segments as (
    select * from {{ ref('stg_intent__segments') }}
),

scores as (
    select number as score from {{ ref('stg_intent__whole_numbers') }}
    where number <= 100
),

trends as (
    select false as is_falling
    union all
    select true as is_falling
),

situations as (
    select
        scores.score,
        earlier.score as score_7_days_ago,
        trends.is_falling
    from scores
    cross join scores as earlier
    cross join trends
),

-- A contact that was in reach of a segment a week ago stays in it down to the exit margin.
matched as (
    select
        situations.*,
        min(segments.segment_rank) as segment_rank
    from situations
    inner join segments
        on
            situations.score >= segments.min_score
            - case when situations.score_7_days_ago >= segments.min_score then segments.exit_margin else 0 end
            and (
                segments.trend = 'any'
                or (segments.trend = 'falling' and situations.is_falling)
                or (segments.trend = 'rising_or_flat' and not situations.is_falling)
            )
    group by situations.score, situations.score_7_days_ago, situations.is_falling
),

published as (
    select
        matched.score,
        matched.score_7_days_ago,
        matched.is_falling,
        segments.segment_name
    from matched
    inner join segments on matched.segment_rank = segments.segment_rank
)

select * from published
