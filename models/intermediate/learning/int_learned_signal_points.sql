{{ config(materialized='view') }}

with signals as (
    select * from {{ ref('stg_intent__signals') }}
    where leak_risk <> 'exclude'
),

scorecards as (
    select * from {{ ref('int_learned_scorecards') }}
),

-- Whoever acts once, today, has one event of the signal that is 0 days old.
first_event as (
    select
        signal_name,
        signal_name as feature_name,
        1000000 as value_micro
    from signals
    union all
    select
        signal_name,
        signal_name || '__days_since' as feature_name,
        0 as value_micro
    from signals
),

learned as (
    select
        scorecards.scorecard_version,
        first_event.signal_name,
        cast(sum(scorecards.base_points_micro) as bigint) as points_micro
    from first_event
    inner join scorecards
        on
            first_event.feature_name = scorecards.feature_name
            and first_event.value_micro >= scorecards.lower_bound_micro
            and first_event.value_micro < scorecards.upper_bound_micro
    group by scorecards.scorecard_version, first_event.signal_name
)

select * from learned
