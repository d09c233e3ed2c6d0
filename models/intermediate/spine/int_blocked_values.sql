with blocked as (
    select * from {{ ref('stg_intent__blocked_identifiers') }}
),

published as (
    select distinct
        matches,
        blocked_value
    from blocked
)

select * from published
