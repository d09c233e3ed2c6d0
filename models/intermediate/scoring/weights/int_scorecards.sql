with signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

further_scorecards as (
    select * from {{ ref('stg_intent__scorecard_weights') }}
),

-- What a signal may give at most is said once; it holds in every scorecard that uses the signal.
caps as (
    select
        signal_name,
        tier,
        {{ intent.signal_cap_micro('max_points_micro', 'points_micro') }} as max_value_micro
    from signals
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
),

published as (
    select
        scorecards.*,
        coalesce(caps.max_value_micro, 1000000000000000) as max_value_micro,
        coalesce(tier_caps.tier, 'none') as capped_tier,
        coalesce(tier_caps.max_points_micro, 1000000000000000) as tier_cap_micro,
        coalesce(kinds.kind, 'probabilistic') as kind
    from scorecards
    left join caps on scorecards.feature_name = caps.signal_name
    left join {{ ref('stg_intent__signals') }} as kinds on scorecards.feature_name = kinds.signal_name
    left join {{ ref('stg_intent__tier_caps') }} as tier_caps
        on scorecards.scorecard_name = tier_caps.scorecard_name and caps.tier = tier_caps.tier
)

select * from published
