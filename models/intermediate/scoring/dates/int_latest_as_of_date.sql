{# When it was built is published and counts for nothing, so what is made of this row is not made again for it. #}
{{ config(meta={'known_by': 'as_of_date'}) }}

with as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
),

current_row as (
    select
        as_of_date,
        built_at
    from as_of_dates
    where is_current
)

select * from current_row
