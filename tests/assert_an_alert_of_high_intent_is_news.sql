-- Whoever is alerted for becoming High Intent was High Intent on that day, and on none of the six days before.
with alerts as (
    select * from {{ ref('intent_alerts') }}
    where rule_name = 'high_intent_reached'
),

history as (
    select * from {{ ref('intent_contact_score_history') }}
    where segment = 'High Intent'
)

select alerts.alert_id
from alerts
left join history
    on
        alerts.contact_id = history.contact_id
        and {{ intent.days_between('history.as_of_date', 'alerts.as_of_date') }} between 0 and 6
group by alerts.alert_id
having count(history.contact_id) <> 1
