{{ config(materialized='view') }}

with whole_numbers as (
    select * from {{ ref('stg_intent__whole_numbers') }}
),

numbers as (
    select thousands.number * 1000 + ones.number as number
    from whole_numbers as thousands
    cross join whole_numbers as ones
    where thousands.number < 40
),

-- Fixed bounds: no clock decides which days there are.
days as (
    select {{ intent.add_days("date '1990-01-01'", 'number') }} as day_date
    from numbers
)

select * from days
