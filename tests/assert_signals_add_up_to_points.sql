-- Today's signals add up to the points of every contact, to the millionth.
with ledger as (
    select
        contact_id,
        sum(points) as ledger_points
    from {{ ref('intent_contact_signals') }}
    group by contact_id
),

scores as (
    select
        contact_id,
        points
    from {{ ref('intent_contact_scores') }}
)

select
    scores.contact_id,
    scores.points,
    ledger.ledger_points
from scores
left join ledger on scores.contact_id = ledger.contact_id
where scores.points <> coalesce(ledger.ledger_points, 0)
