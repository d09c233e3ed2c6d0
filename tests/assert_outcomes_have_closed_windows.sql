-- No outcome whose window reaches past today, and no cohort larger than the contacts known.
with outcomes as (
    select * from {{ ref('int_contact_outcomes_as_of') }}
),

current_date_row as (
    select * from {{ ref('int_current_date') }}
)

select outcomes.*
from outcomes
cross join current_date_row
where {{ intent.days_between('outcomes.as_of_date', 'current_date_row.as_of_date') }} < outcomes.horizon_days
