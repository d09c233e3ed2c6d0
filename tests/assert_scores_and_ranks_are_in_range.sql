-- Scores are 0 to 100, percentiles 0 to 99, deciles 1 to 10.
select *
from {{ ref('intent_contact_score_history') }}
where score not between 0 and 100 or percentile not between 0 and 99 or decile not between 1 and 10
