with spine as (
    select * from {{ ref('int_spine_events') }}
),

days as (
    select
        received_date,
        count(*) as n_events
    from spine
    group by received_date
)

select * from days
