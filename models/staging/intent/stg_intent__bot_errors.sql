with limits as (
    {{ intent.seed_rows(ref('intent_bot_limits'), 'intent_bot_limits') }}
),

needed as (
    {%- for limit in intent.bot_limits() %}
    select '{{ limit }}' as limit_name
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

-- A file without rows is told of as a whole.
seed_sizes as (
    select count(*) as n_rows from limits
),

errors as (
    select
        'intent_bot_limits.csv' as file_name,
        '' as key_value,
        'limit_name' as column_name,
        needed.limit_name as cell_value,
        'this limit has no row; every limit needs one' as message
    from needed
    left join limits on needed.limit_name = limits.limit_name
    cross join seed_sizes
    where limits.limit_name is null and seed_sizes.n_rows > 0
)

select * from errors
