with seed_columns as (
    select * from {{ ref('stg_intent__seed_columns') }}
),

cells as (
    select * from {{ ref('stg_intent__seed_cells') }}
    where is_key
),

repeated as (
    select
        seed_name,
        compared_key,
        count(*) as n_rows
    from cells
    where compared_key <> ''
    group by seed_name, compared_key
    having count(*) > 1
),

errors as (
    select
        seed_columns.file_name,
        cells.key_value,
        cells.column_name,
        coalesce(cells.cell_value, '') as cell_value,
        'the row stands ' || cast(repeated.n_rows as {{ intent.text_type() }}) || ' times in the file; allowed: once' as message
    from cells
    inner join repeated
        on
            cells.seed_name = repeated.seed_name
            and cells.compared_key = repeated.compared_key
    inner join seed_columns
        on
            cells.seed_name = seed_columns.seed_name
            and cells.column_name = seed_columns.column_name
)

select * from errors
