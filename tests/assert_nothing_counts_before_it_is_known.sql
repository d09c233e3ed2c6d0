{{ config(tags=['publication']) }}

-- No signal bucket is known before it happened or before its contact was known.
with buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

contacts as (
    select * from {{ ref('int_contacts') }}
)

select buckets.*
from buckets
inner join contacts on buckets.contact_id = contacts.contact_id
where buckets.known_date < contacts.first_known_date
