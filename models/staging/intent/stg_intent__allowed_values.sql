with seed_cells as (
    select * from {{ ref('stg_intent__seed_cells') }}
),

-- The words and the cells of other seeds that a column may hold.
listed as (
    {%- for seed, rules in intent.seed_columns().items() %}
    {%- for column in rules.columns %}
    {%- for word in (column[2] if column[1] == 'words' else column[3] if column | length > 3 and column[1] == 'reference' else []) %}
    select
        '{{ seed }}' as seed_name,
        '{{ column[0] }}' as column_name,
        '{{ word }}' as allowed_value
    union all
    {%- endfor %}
    {%- for other_seed, other_column in (column[2] if column[1] == 'reference' else []) %}
    select
        '{{ seed }}' as seed_name,
        '{{ column[0] }}' as column_name,
        cell_value as allowed_value
    from seed_cells
    where seed_name = '{{ other_seed }}' and column_name = '{{ other_column }}'
    union all
    {%- endfor %}
    {%- endfor %}
    {%- endfor %}
    select
        '' as seed_name,
        '' as column_name,
        '' as allowed_value
),

published as (
    select distinct
        seed_name,
        column_name,
        allowed_value
    from listed
    where seed_name <> '' and allowed_value is not null
)

select * from published
