with talking_points as (
    {{ intent.checked_seed('intent_talking_points', var('intent_talking_points_seed', 'intent_talking_points')) }}
)

select * from talking_points
