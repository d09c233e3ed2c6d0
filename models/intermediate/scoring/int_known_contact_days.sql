with contacts as (
    select * from {{ ref('int_contacts') }}
),

days as (
    select
        first_known_date,
        count(*) as n_contacts,
        cast(sum({{ intent.row_fingerprint(['contact_id']) }}) as bigint) as contact_fingerprint
    from contacts
    group by first_known_date
)

select * from days
