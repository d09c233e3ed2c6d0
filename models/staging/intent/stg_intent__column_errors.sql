with seed_columns as (
    select * from {{ ref('stg_intent__seed_columns') }}
),

cells as (
    select distinct seed_name from {{ ref('stg_intent__seed_cells') }}
),

empty_seeds as (
    select distinct file_name from seed_columns
    where is_expected and not may_be_empty and seed_name not in (select cells.seed_name from cells)
),

errors as (
    select
        file_name,
        '' as key_value,
        column_name,
        '' as cell_value,
        case
            when is_expected then 'the file lacks this column'
            else 'the file has a column too many; allowed: ' || allowed
        end as message
    from seed_columns
    where not (is_expected and is_stored)
    union all
    select
        file_name,
        '' as key_value,
        '' as column_name,
        '' as cell_value,
        'the file has no rows; at least one is needed' as message
    from empty_seeds
)

select * from errors
