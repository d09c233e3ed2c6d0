with blocked as (
    select * from {{ ref('intent_blocked_identifiers') }}
),

-- dbt loads the word null as a missing value on some engines; here it means the word.
typed as (
    select
        identifier_type,
        matches,
        lower(trim(coalesce(blocked_value, 'null'))) as blocked_value,
        reason
    from blocked
)

select * from typed
