-- Where do the weights in use differ most from what conversions propose? Signals with 20 converters or more.
select
    signal_name,
    tier,
    n_contacts,
    n_converters,
    lift,
    points,
    proposed_points,
    points_difference
from {{ ref('intent_signal_performance') }}
where n_converters >= 20
order by abs(points_difference) desc, signal_name
