{{ config(materialized='view') }}

with as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
),

decay as (
    select * from {{ ref('int_signal_decay') }}
),

buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

scorecards as (
    select * from {{ ref('int_scorecards') }}
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

-- What a signal gives an event on the day it happens, before any cap.
fresh_points as (
    select
        feature_name,
        cast(sum(
            {{ intent.weighted_points('1000000', 'lower_bound_micro', 'upper_bound_micro', 'base_points_micro', 'points_per_unit_micro') }}
        ) as bigint) as points_micro
    from scorecards
    group by feature_name
),

published as (
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
        fresh_points.points_micro as fresh_points_micro
    from buckets
    inner join as_of_dates on {{ intent.is_visible_as_of('buckets', 'as_of_dates.as_of_date') }}
    inner join decay
        on
            buckets.signal_name = decay.signal_name
            and {{ intent.days_between('buckets.occurred_date', 'as_of_dates.as_of_date') }} = decay.age_days
    left join fresh_points on buckets.signal_name = fresh_points.feature_name
)

select * from published
