with blocked as (
    select * from {{ ref('intent_blocked_identifiers') }}
),

typed as (
    select
        identifier_type,
        matches,
        lower(trim(blocked_value)) as blocked_value,
        reason
    from blocked
)

select * from typed
