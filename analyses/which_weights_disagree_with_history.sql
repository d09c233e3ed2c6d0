-- Where do the weights in use differ most from what a learned scorecard proposes? Signals with 20 converters or more.
select
    signal_name,
    tier,
    n_contacts,
    n_converters,
    lift,
    points,
    proposed_points,
    proposed_points_low,
    proposed_points_high,
    points_difference,
    correlated_signal
from {{ ref('intent_signal_performance') }}
where proposed_points is not null
order by abs(points_difference) desc, signal_name
