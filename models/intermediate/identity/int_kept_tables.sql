{{ config(materialized='incremental', incremental_strategy='append') }}

with nothing as (
    select
        cast('' as {{ intent.text_type() }}) as table_name,
        cast('' as {{ intent.text_type() }}) as built_from
),

notes as (
    select
        table_name,
        built_from
    from nothing
    where 1 = 0
)

select * from notes
