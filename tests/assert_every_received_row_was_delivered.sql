{{ config(tags=['publication']) }}

-- The other direction: nothing is on the spine, duplicate or rejected that no source delivered.
with received as (
    select count(*) as n_received from {{ ref('int_received_events') }}
),

delivered as (
    select coalesce(sum(n_delivered), 0) as n_delivered from {{ ref('intent_row_conservation') }}
    where contract_name = 'events'
)

select *
from received
cross join delivered
where n_received <> n_delivered
