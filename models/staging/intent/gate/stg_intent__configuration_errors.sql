{{ config(materialized='gate') }}

-- Mistakes of vars, files and cells, then what one cell cannot say.
with errors as (
    select * from {{ ref('stg_intent__var_errors') }}
    union
    select * from {{ ref('stg_intent__file_errors') }}
    union
    select * from {{ ref('stg_intent__cell_errors') }}
    union
    select * from {{ ref('stg_intent__signal_errors') }}
    union
    select * from {{ ref('stg_intent__decay_errors') }}
    union
    select * from {{ ref('stg_intent__scoring_errors') }}
    union
    select * from {{ ref('stg_intent__action_errors') }}
    union
    select * from {{ ref('stg_intent__limit_errors') }}
    union
    select * from {{ ref('stg_intent__deal_size_errors') }}
)

select * from errors
