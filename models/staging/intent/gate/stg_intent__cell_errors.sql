with seed_columns as (
    select * from {{ ref('stg_intent__seed_columns') }}
),

seed_cells as (
    select * from {{ ref('stg_intent__seed_cells') }}
),

listed_words as (
    {{ intent.listed_values('words') }}
),

-- The words and the cells of other seeds that a column may hold.
allowed_values as (
    select
        seed_name,
        column_name,
        listed_value as allowed_value
    from listed_words
    union all
    select distinct
        seed_columns.seed_name,
        seed_columns.column_name,
        referenced.cell_value as allowed_value
    from seed_columns
    inner join seed_cells as referenced
        on
            seed_columns.reference_seed = referenced.seed_name
            and seed_columns.reference_column = referenced.column_name
    where referenced.cell_value is not null
),

-- Where the other seed is empty, one sentence about that one is enough.
limited_columns as (
    select distinct
        allowed_values.seed_name,
        allowed_values.column_name
    from allowed_values
    inner join seed_columns
        on allowed_values.seed_name = seed_columns.seed_name and allowed_values.column_name = seed_columns.column_name
    where seed_columns.reference_seed = '' or seed_columns.reference_seed in (select seed_cells.seed_name from seed_cells)
),

validated as (
    select
        seed_columns.file_name,
        seed_cells.key_value,
        seed_cells.column_name,
        case when not seed_columns.is_personal then coalesce(seed_cells.cell_value, '') end as cell_value,
        case
            when seed_columns.kind = 'null_like' and seed_cells.cell_value is null then null
            when coalesce(replace(seed_cells.cell_value, ' ', ''), '') = '' then 'the cell is empty; allowed: ' || seed_columns.allowed
            when (
                {% for space in [' ', '\t', '\n', '\r', '\u00a0', '\ufeff'] %}
                seed_cells.cell_value like '{{ space }}%' or seed_cells.cell_value like '%{{ space }}' {{ "or " if not loop.last }}
                {% endfor %}
            ) then 'the value has whitespace around it; remove them'
            when (
                seed_columns.kind = 'number'
                and {{ intent.is_no_number('seed_cells.cell_value', 'seed_columns.lowest', 'seed_columns.highest') }}
            ) or (
                seed_columns.kind = 'whole_number'
                and {{ intent.is_no_whole_number('seed_cells.cell_value', 'seed_columns.lowest', 'seed_columns.highest') }}
            )
            or (limited_columns.column_name is not null and allowed_values.allowed_value is null)
            or (seed_columns.kind = 'date' and {{ intent.utc_timestamp('seed_cells.cell_value') }} is null)
            or (seed_columns.kind = 'domain' and not {{ intent.is_domain('seed_cells.cell_value') }})
                then 'allowed: ' || seed_columns.allowed
        end as message
    from seed_cells
    inner join seed_columns
        on
            seed_cells.seed_name = seed_columns.seed_name
            and seed_cells.column_name = seed_columns.column_name
            and seed_columns.is_stored
    left join limited_columns
        on
            seed_cells.seed_name = limited_columns.seed_name
            and seed_cells.column_name = limited_columns.column_name
    left join allowed_values
        on
            seed_cells.seed_name = allowed_values.seed_name
            and seed_cells.column_name = allowed_values.column_name
            and seed_cells.cell_value = allowed_values.allowed_value
),

errors as (
    select
        file_name,
        key_value,
        column_name,
        cell_value,
        message
    from validated
    where message is not null
)

select * from errors
