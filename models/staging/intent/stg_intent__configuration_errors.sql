{{ config(materialized='gate') }}

with signal_errors as (
    select * from {{ ref('stg_intent__signal_errors') }}
),

rule_errors as (
    select * from {{ ref('stg_intent__rule_errors') }}
),

decay_errors as (
    select * from {{ ref('stg_intent__decay_errors') }}
),

segment_errors as (
    select * from {{ ref('stg_intent__segment_errors') }}
),

scorecard_errors as (
    select * from {{ ref('stg_intent__scorecard_errors') }}
),

errors as (
    select * from signal_errors
    union
    select * from rule_errors
    union
    select * from decay_errors
    union
    select * from segment_errors
    union
    select * from scorecard_errors
)

select * from errors
