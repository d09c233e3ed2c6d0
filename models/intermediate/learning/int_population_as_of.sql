with as_of_dates as (
    select * from {{ ref('int_as_of_dates') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
),

closures as (
    select * from {{ ref('int_contact_closures') }}
),

population as (
    select
        as_of_dates.as_of_date,
        contacts.contact_id
    from as_of_dates
    inner join contacts on as_of_dates.as_of_date >= contacts.first_known_date
    left join closures on contacts.contact_id = closures.contact_id
    where closures.closed_date is null or closures.closed_date > as_of_dates.as_of_date
)

select * from population
