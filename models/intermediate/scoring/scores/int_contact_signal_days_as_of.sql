{{ config(materialized='view') }}
-- What a signal gives an event on the day it happens, before any cap.
with fresh_points as (
    select
        scorecard_name,
        feature_name,
        cast(sum(
            {{ intent.weighted_points('1000000', 'lower_bound_micro', 'upper_bound_micro', 'base_points_micro', 'points_per_unit_micro') }}
        ) as bigint) as points_micro,
        max(max_value_micro) as max_value_micro,
        max(capped_tier) as capped_tier,
        max(tier_cap_micro) as tier_cap_micro,
        -- Only where every signal has one weight do points belong to single acts.
        case
            when max(greatest(max(lower_bound_micro), max(abs(base_points_micro)), count(*) - 1)) over (partition by scorecard_name) = 0
                then max(points_per_unit_micro)
        end as points_per_unit_micro
    from {{ ref('int_scorecards') }}
    group by scorecard_name, feature_name
),

lines as (
    select
        as_of_dates.as_of_date,
        buckets.contact_id,
        buckets.signal_name,
        buckets.occurred_date,
        buckets.known_date,
        buckets.retracted_date,
        buckets.n_events,
        buckets.n_counted,
        decay.age_days,
        decay.share_micro,
        buckets.n_counted * decay.share_micro as value_micro,
        fresh.points_micro as fresh_points_micro,
        fresh.points_per_unit_micro,
        fresh.max_value_micro,
        fresh.capped_tier,
        fresh.tier_cap_micro
    from {{ ref('int_contact_signal_days') }} as buckets
    inner join {{ ref('int_as_of_dates') }} as as_of_dates on {{ intent.is_visible_as_of('buckets', 'as_of_dates.as_of_date') }}
    inner join {{ ref('int_signal_decay') }} as decay
        on
            buckets.signal_name = decay.signal_name
            and {{ intent.days_between('buckets.occurred_date', 'as_of_dates.as_of_date') }} = decay.age_days
    inner join {{ ref('int_champion_periods') }} as champions on as_of_dates.as_of_date between champions.from_date and champions.last_date
    left join fresh_points as fresh
        on
            {{ intent.serving_scorecard('buckets.contact_id', 'champions', 'as_of_dates.as_of_date') }} = fresh.scorecard_name
            and buckets.signal_name = fresh.feature_name
),

-- The newest acts fill the cap of their signal first, the signals that give most that of their tier (intent.points_within_tier).
filled as (
    select
        *,
        cast(sum(value_micro) over newest_first as bigint) as filled_micro,
        cast(sum(value_micro) over (partition by as_of_date, contact_id, signal_name) as bigint) as total_micro
    from lines
    window newest_first as (
        partition by as_of_date, contact_id, signal_name
        order by occurred_date desc, known_date desc, retracted_date desc
        rows between unbounded preceding and current row
    )
),

within_signals as (
    select
        *,
        {{ intent.integer_divide('least(total_micro, max_value_micro) * points_per_unit_micro', '1000000') }} as signal_points_micro,
        {{ intent.integer_divide('least(filled_micro, max_value_micro) * points_per_unit_micro', '1000000') }}
        - {{ intent.integer_divide('least(filled_micro - value_micro, max_value_micro) * points_per_unit_micro', '1000000') }}
            as line_points_micro
    from filled
),

within_tiers as (
    select
        *,
        cast(sum(greatest(line_points_micro, 0)) over (
            partition by as_of_date, contact_id, capped_tier
            order by coalesce(signal_points_micro, 0) desc, signal_name, occurred_date desc, known_date desc, retracted_date desc
            rows between unbounded preceding and current row
        ) as bigint) as tier_points_micro
    from within_signals
),

published as (
    select
        *,
        {{ intent.integer_divide('value_micro * points_per_unit_micro', '1000000') }} as uncapped_points_micro,
        case
            when line_points_micro > 0
                then least(tier_points_micro, tier_cap_micro) - least(tier_points_micro - line_points_micro, tier_cap_micro)
            else line_points_micro
        end as points_micro
    from within_tiers
)

select * from published
