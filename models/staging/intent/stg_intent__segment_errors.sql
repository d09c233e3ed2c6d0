{%- set seed = var('intent_segments_seed') -%}
{%- set text = intent.text_type() -%}

with segments as (
    select
        *,
        {{ intent.seed_number('segment_rank') }} as rank_number,
        {{ intent.seed_number('min_score') }} as lowest_score
    from ({{ intent.seed_rows(ref(seed), 'intent_segments') }}) as segment_rows
),

scores as (
    select * from {{ ref('stg_intent__whole_numbers') }}
    where number <= 100
),

trends as (
    select 'rising_or_flat' as trend
    union all
    select 'falling' as trend
),

-- Each score, falling or not, with the segments it could be in; the lowest rank wins.
situations as (
    select
        scores.number as score,
        trends.trend,
        min(segments.rank_number) as rank_number
    from scores
    cross join trends
    left join segments
        on
            segments.lowest_score <= scores.number
            and segments.trend in ('any', trends.trend)
    group by scores.number, trends.trend
),

-- Whether the file can be judged as a whole: it has rows, and all of them can be read.
readable as (
    select
        count(*) as n_segments,
        count(
            case when lowest_score >= 0 and rank_number > 0 and trend in ('any', 'rising_or_flat', 'falling') then 1 end
        ) as n_readable
    from segments
),

reached as (
    select distinct rank_number from situations
    where rank_number is not null
),

errors as (
    select
        '{{ seed }}.csv' as file_name,
        '' as key_value,
        'min_score' as column_name,
        cast(min(score) as {{ text }}) || ' to ' || cast(max(score) as {{ text }}) as cell_value,
        'these scores have no segment when the trend is ' || trend || '; allowed: one segment with min_score 0 for each trend' as message
    from situations
    cross join readable
    where rank_number is null and n_segments = n_readable and n_segments > 0
    group by trend
    union all
    select
        '{{ seed }}.csv' as file_name,
        segment_name as key_value,
        'min_score' as column_name,
        min_score as cell_value,
        'segments of lower rank take all its scores; allowed: ranks that fall from the highest min_score to the lowest' as message
    from segments
    cross join readable
    where
        n_segments = n_readable
        and rank_number not in (select reached.rank_number from reached)
    union all
    {{ intent.configuration_checks(seed ~ '.csv', 'segments', [
        {'key': 'segment_name', 'column': 'segment_rank', 'is_wrong': intent.is_duplicate('segments', 'rank_number'),
            'message': 'the rank stands on more than one row; allowed: each rank once'},
    ]) }}
)

select * from errors
