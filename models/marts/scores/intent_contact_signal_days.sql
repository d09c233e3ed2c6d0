{{ config(materialized='view') }}

with signal_days as (
    select * from {{ ref('int_contact_signal_days_as_of') }}
    where share_micro > 0 and n_counted > 0 and fresh_points_micro <> 0
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

published as (
    select
        signal_days.as_of_date,
        signal_days.contact_id,
        signal_days.signal_name,
        signal_days.occurred_date,
        signal_days.known_date,
        signal_days.retracted_date,
        signals.description,
        {{ intent.from_micro_units('signal_days.fresh_points_micro') }} as fresh_points,
        {{ intent.from_micro_units('signal_days.share_micro') }} as share_left,
        {{ intent.from_micro_units('signal_days.value_micro') }} as decayed_events,
        {{ intent.from_micro_units('signal_days.uncapped_points_micro') }} as points_before_caps,
        {{ intent.from_micro_units('signal_days.points_micro') }} as points,
        signal_days.n_events,
        signal_days.n_counted,
        signal_days.age_days
    from signal_days
    inner join signals on signal_days.signal_name = signals.signal_name
)

select * from published
