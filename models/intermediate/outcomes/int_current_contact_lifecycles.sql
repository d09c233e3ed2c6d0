with lifecycles as (
    select * from {{ ref('int_contact_lifecycles') }}
),

as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

published as (
    select
        lifecycles.contact_id,
        lifecycles.lifecycle,
        lifecycles.closed_date
    from lifecycles
    inner join as_of_dates on as_of_dates.as_of_date between lifecycles.from_date and lifecycles.last_date
)

select * from published
