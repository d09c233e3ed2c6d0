{{ config(materialized='view') }}

-- Filled by a scorecard that is learned: what each signal, acted once and today, adds on the scale of the weights by hand.
with signals as (
    select * from {{ ref('stg_intent__signals') }}
),

learned as (
    select
        '' as scorecard_version,
        signal_name,
        points_micro
    from signals
    where tier = ''
)

select * from learned
