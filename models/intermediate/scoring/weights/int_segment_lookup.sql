with segments as (
    select * from {{ ref('int_segment_lines') }}
    where trend <> 'fall'
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
        segments.deal_size_class,
        scores.score,
        trends.is_falling,
        min(segments.segment_rank) as segment_rank
    from scores
    cross join trends
    inner join segments
        on
            scores.score >= segments.entered_at
            and (
                segments.trend = 'any'
                or (segments.trend = 'falling' and trends.is_falling)
                or (segments.trend = 'rising_or_flat' and not trends.is_falling)
            )
    group by segments.deal_size_class, scores.score, trends.is_falling
),

published as (
    select
        matched.deal_size_class,
        matched.score,
        matched.is_falling,
        segments.segment_name
    from matched
    inner join segments on matched.deal_size_class = segments.deal_size_class and matched.segment_rank = segments.segment_rank
)

select * from published
