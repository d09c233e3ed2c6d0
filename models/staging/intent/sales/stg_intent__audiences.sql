with audiences as (
    {{ intent.checked_seed('intent_audiences', var('intent_audiences_seed', 'intent_audiences')) }}
)

select * from audiences
