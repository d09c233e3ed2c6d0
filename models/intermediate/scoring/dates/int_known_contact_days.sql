with contacts as (
    select
        contact_id,
        first_known_date
    from {{ ref('int_contacts') }}
),

days as (
    select
        first_known_date,
        count(*) as n_contacts,
        cast(sum({{ intent.row_fingerprint('contacts') }}) as bigint) as contact_fingerprint
    from contacts
    group by first_known_date
)

select * from days
