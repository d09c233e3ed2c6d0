-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with blocked as (
    select * from {{ ref('intent_blocked_identifiers') }}
),

typed as (
    select
        identifier_type,
        matches,
        lower(trim(both ' ' from blocked_value)) as blocked_value,
        reason
    from blocked
)

select * from typed
