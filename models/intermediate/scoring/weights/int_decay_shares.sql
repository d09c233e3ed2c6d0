with curves as (
    select * from {{ ref('stg_intent__decay_curves') }}
),

knots as (
    select * from {{ ref('stg_intent__decay_knots') }}
),

numbers as (
    select * from {{ ref('stg_intent__whole_numbers') }}
),

knot_spans as (
    select
        curve_name,
        age_days as knot_age,
        share_micro as knot_share,
        lead(age_days) over (partition by curve_name order by age_days) as next_knot_age,
        lead(share_micro) over (partition by curve_name order by age_days) as next_knot_share
    from knots
),

shares as (
    select
        curves.curve_name,
        numbers.number as age_days,
        cast({{ intent.decay_share(
            'curves.shape', 'numbers.number', 'curves.half_life_days', 'curves.lifespan_days',
            'knot_spans.knot_age', 'knot_spans.knot_share', 'knot_spans.next_knot_age', 'knot_spans.next_knot_share'
        ) }} as bigint) as share_micro
    from curves
    inner join numbers on curves.lifespan_days >= numbers.number
    left join knot_spans
        on
            curves.curve_name = knot_spans.curve_name
            and curves.shape like 'knots%'
            and knot_spans.knot_age <= numbers.number
            and coalesce(knot_spans.next_knot_age, 100000) > numbers.number
)

select * from shares
