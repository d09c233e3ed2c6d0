{{ config(materialized='view') }}

with signal_features as (
    select * from {{ ref('int_signal_features_as_of') }}
),

behaviour_features as (
    select * from {{ ref('int_behaviour_features_as_of') }}
),

features as (
    select * from signal_features
    union all
    select * from behaviour_features
)

select * from features
