with seed_columns as (
    select * from {{ ref('stg_intent__seed_columns') }}
),

seed_cells as (
    select * from {{ ref('stg_intent__seed_cells') }}
),

needed_values as (
    {{ intent.listed_values('needed') }}
),

filled_seeds as (
    select distinct seed_name from seed_cells
),

-- What must be unique: the key of a row, and values of unique columns.
single_cells as (
    select
        seed_columns.file_name,
        seed_cells.column_name,
        seed_cells.key_value,
        case when not seed_columns.is_personal then coalesce(seed_cells.cell_value, '') end as cell_value,
        seed_columns.is_unique,
        case
            when seed_columns.is_unique then {{ intent.compared_key('seed_cells.cell_value', 'number') }}
            else seed_cells.compared_key
        end as compared_value
    from seed_cells
    inner join seed_columns
        on
            seed_cells.seed_name = seed_columns.seed_name
            and seed_cells.column_name = seed_columns.column_name
    where seed_cells.is_key or seed_columns.is_unique
),

repeated as (
    select
        *,
        count(*) over (partition by file_name, column_name, compared_value) as n_rows
    from single_cells
    where compared_value <> ''
),

errors as (
    select
        file_name,
        '' as key_value,
        case when is_expected or not is_personal then column_name else '' end as column_name,
        '' as cell_value,
        case
            when is_expected then 'the file lacks this column'
            else 'the file has a column too many; allowed: ' || allowed
        end as message
    from seed_columns
    where not (is_expected and is_stored)
    union all
    select distinct
        file_name,
        '' as key_value,
        '' as column_name,
        '' as cell_value,
        'the file has no rows; at least one is needed' as message
    from seed_columns
    where is_expected and not may_be_empty and seed_name not in (select filled_seeds.seed_name from filled_seeds)
    union all
    select
        file_name,
        key_value,
        column_name,
        cell_value,
        case
            when is_unique then 'the value stands on more than one row; allowed: each value once'
            else 'the row stands ' || cast(n_rows as {{ intent.string_type() }}) || ' times in the file; allowed: once'
        end as message
    from repeated
    where n_rows > 1
    union all
    select
        seed_columns.file_name,
        '' as key_value,
        needed_values.column_name,
        needed_values.listed_value as cell_value,
        'no row has this ' || needed_values.column_name || '; add one, because it is needed' as message
    from needed_values
    inner join filled_seeds on needed_values.seed_name = filled_seeds.seed_name
    inner join seed_columns
        on
            needed_values.seed_name = seed_columns.seed_name
            and needed_values.column_name = seed_columns.column_name
            and seed_columns.is_stored
    left join seed_cells
        on
            needed_values.seed_name = seed_cells.seed_name
            and needed_values.column_name = seed_cells.column_name
            and needed_values.listed_value = seed_cells.cell_value
    where seed_cells.seed_name is null
)

select * from errors
