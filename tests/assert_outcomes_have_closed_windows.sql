-- No outcome whose window reaches past today, and no cohort larger than the contacts known.
select outcomes.*
from {{ ref('int_contact_outcomes_as_of') }} as outcomes
cross join {{ ref('int_current_date') }} as current_date_row
where {{ intent.days_between('outcomes.as_of_date', 'current_date_row.as_of_date') }} < outcomes.horizon_days
