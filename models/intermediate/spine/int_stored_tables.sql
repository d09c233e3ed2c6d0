{{ config(materialized='incremental', incremental_strategy='append', on_schema_change='append_new_columns') }}

-- Filled by the materializations, in the transaction that builds a table; a model so that dbt makes it first.
with nothing as (
    select
        cast('' as {{ intent.string_type() }}) as table_name,
        cast('' as {{ intent.string_type() }}) as built_from,
        cast('' as {{ intent.string_type() }}) as counted_since,
        cast(0 as bigint) as built_up_to,
        cast(0 as bigint) as note_number
),

notes as (
    select
        table_name,
        built_from,
        counted_since,
        built_up_to,
        note_number
    from nothing
    where 1 = 0
)

select * from notes
