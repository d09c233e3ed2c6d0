with signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

further_scorecards as (
    select * from {{ ref('stg_intent__scorecard_weights') }}
),

scorecards as (
    select
        'hand_weights' as scorecard_name,
        signal_name as feature_name,
        cast(0 as bigint) as lower_bound_micro,
        cast(1000000000000000 as bigint) as upper_bound_micro,
        cast(0 as bigint) as base_points_micro,
        points_micro as points_per_unit_micro
    from signals
    where points_micro <> 0
    union all
    select
        scorecard_name,
        feature_name,
        lower_bound_micro,
        upper_bound_micro,
        base_points_micro,
        points_per_unit_micro
    from further_scorecards
)

select * from scorecards
