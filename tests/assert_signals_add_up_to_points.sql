-- Today's signals add up to the points of every contact, and those of each kind to its part of them, to the millionth.
with ledger as (
    select
        contact_id,
        sum(points) as ledger_points,
        sum(case when kind = 'probabilistic' then points else 0 end) as probabilistic_points
    from {{ ref('intent_contact_signals') }}
    group by contact_id
),

scores as (
    select
        contact_id,
        points,
        probabilistic_points
    from {{ ref('intent_contact_scores') }}
)

select
    scores.contact_id,
    scores.points,
    ledger.ledger_points
from scores
left join ledger on scores.contact_id = ledger.contact_id
where
    scores.points <> coalesce(ledger.ledger_points, 0)
    or scores.probabilistic_points <> coalesce(ledger.probabilistic_points, 0)
