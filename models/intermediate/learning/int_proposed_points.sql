with signals as (
    select
        *,
        min(points_micro) over (partition by tier) as lowest_points_micro,
        max(points_micro) over (partition by tier) as highest_points_micro
    from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

-- Of several versions the latest one proposes.
learned as (
    select
        *,
        row_number() over (partition by signal_name order by scorecard_version desc) as nth
    from {{ ref('int_learned_signal_points') }}
),

within_tier as (
    select
        signals.signal_name,
        signals.points_micro,
        least(greatest(learned.points_micro, signals.lowest_points_micro), signals.highest_points_micro) as proposed_points_micro
    from signals
    inner join learned on signals.signal_name = learned.signal_name and learned.nth = 1
),

published as (
    select
        signal_name,
        proposed_points_micro,
        proposed_points_micro - points_micro as points_difference_micro
    from within_tier
)

select * from published
