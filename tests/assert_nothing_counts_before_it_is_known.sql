-- No signal bucket is known before it happened or before its contact was known.
select buckets.*
from {{ ref('int_contact_signal_days') }} as buckets
inner join {{ ref('int_contacts') }} as contacts on buckets.contact_id = contacts.contact_id
where buckets.known_date < contacts.first_known_date
