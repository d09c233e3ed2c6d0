-- No outcome whose window reaches past today, and no cohort larger than the contacts known.
with outcomes as (
    select * from {{ ref('int_contact_outcomes_as_of') }}
),

latest_date as (
    select * from {{ ref('int_latest_as_of_date') }}
)

select outcomes.*
from outcomes
cross join latest_date
where {{ intent.days_between('outcomes.as_of_date', 'latest_date.as_of_date') }} < outcomes.horizon_days
