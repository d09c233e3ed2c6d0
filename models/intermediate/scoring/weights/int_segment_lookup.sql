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

matched as (
    select
        scores.score,
        trends.is_falling,
        min(segments.segment_rank) as segment_rank
    from scores
    cross join trends
    inner join segments
        on
            scores.score >= segments.min_score
            and (
                segments.trend = 'any'
                or (segments.trend = 'falling' and trends.is_falling)
                or (segments.trend = 'rising_or_flat' and not trends.is_falling)
            )
    group by scores.score, trends.is_falling
),

published as (
    select
        matched.score,
        matched.is_falling,
        segments.segment_name
    from matched
    inner join segments on matched.segment_rank = segments.segment_rank
)

select * from published
