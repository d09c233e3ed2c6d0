{{ config(tags=['publication']) }}

-- The other direction: nothing is on the spine, duplicate or rejected that no source delivered.
select
    (select count(*) from {{ ref('int_received_events') }}) as n_received,
    (select sum(n_delivered) from {{ ref('intent_row_conservation') }} where contract_name = 'events') as n_delivered
where
    (select count(*) from {{ ref('int_received_events') }})
    <> (select coalesce(sum(n_delivered), 0) from {{ ref('intent_row_conservation') }} where contract_name = 'events')
