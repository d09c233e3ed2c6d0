with trust as (
    {{ intent.checked_seed('intent_link_trust', var('intent_link_trust_seed', 'intent_link_trust')) }}
),

typed as (
    select
        source_name,
        trust = 'verified' as is_verified
    from trust
)

select * from typed
