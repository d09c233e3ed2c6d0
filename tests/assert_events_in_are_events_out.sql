-- Identity joins neither lose nor repeat an event: events of contacts + suppressed + those that no contact owns = the spine.
with spine as (
    select count(*) as n_spine from {{ ref('int_spine_events') }}
),

owned as (
    select count(*) as n_owned from {{ ref('intent_contact_events') }}
),

suppressed as (
    select coalesce(sum(n_suppressed), 0) as n_suppressed from {{ ref('intent_row_conservation') }}
    where contract_name = 'events'
),

unowned as (
    select count(*) as n_unowned
    from {{ ref('int_spine_events') }}
    where identifier_key not in (select identifier_key from {{ ref('int_identifier_owners') }})
)

select *
from spine
cross join owned
cross join suppressed
cross join unowned
where n_spine <> n_owned + n_suppressed + n_unowned
