{{ config(materialized='gate') }}

-- One model per kind of mistake: a mistake is a row, and a new kind is a new line here.
with errors as (
    select * from {{ ref('stg_intent__var_errors') }}
    union
    select * from {{ ref('stg_intent__column_errors') }}
    union
    select * from {{ ref('stg_intent__cell_errors') }}
    union
    select * from {{ ref('stg_intent__duplicate_errors') }}
    union
    select * from {{ ref('stg_intent__signal_errors') }}
    union
    select * from {{ ref('stg_intent__rule_errors') }}
    union
    select * from {{ ref('stg_intent__composite_errors') }}
    union
    select * from {{ ref('stg_intent__decay_errors') }}
    union
    select * from {{ ref('stg_intent__segment_errors') }}
    union
    select * from {{ ref('stg_intent__scorecard_errors') }}
    union
    select * from {{ ref('stg_intent__identifier_errors') }}
    union
    select * from {{ ref('stg_intent__bot_errors') }}
    union
    select * from {{ ref('stg_intent__identity_errors') }}
)

select * from errors
