-- Which events reach the spine without a signal? The most frequent ones come first: write a rule, or leave them.
select
    source_name,
    event_name,
    event_target,
    count(*) as n_events,
    count(distinct contact_id) as n_contacts
from {{ ref('intent_contact_events') }}
where signal_name is null
group by source_name, event_name, event_target
order by n_events desc
