-- Customers, lost and disqualified people, whoever opted out, people of the hold-out group and of customers without an open deal.
with queue as (
    select * from {{ ref('intent_sales_queue') }}
),

contacts as (
    select * from {{ ref('intent_contacts') }}
),

scores as (
    select * from {{ ref('intent_contact_scores') }}
),

accounts as (
    select * from {{ ref('intent_accounts') }}
)

select queue.contact_id
from queue
left join contacts on queue.contact_id = contacts.contact_id
left join scores on queue.contact_id = scores.contact_id
left join accounts on contacts.account_id = accounts.account_id
where
    contacts.contact_id is null
    or contacts.is_opted_out
    or scores.is_held_out
    or scores.lifecycle <> 'prospect'
    or (accounts.lifecycle = 'customer' and accounts.n_open_deals = 0)
