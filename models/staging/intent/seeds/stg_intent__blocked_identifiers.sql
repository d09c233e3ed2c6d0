with blocked as (
    {{ intent.checked_seed('intent_blocked_identifiers', var('intent_blocked_identifiers_seed', 'intent_blocked_identifiers')) }}
),

-- A seed cannot hold these on every engine: dbt reads `null` as no value, Spark puts a variable's value in place of ${…}.
unwritable as (
    select
        'any' as identifier_type,
        'value' as matches,
        'null' as blocked_value,
        'null-like word' as reason
    union all
    select
        'email' as identifier_type,
        'mailbox' as matches,
        'null' as blocked_value,
        'null-like word' as reason
    union all
    select
        'any' as identifier_type,
        'value' as matches,
        '$' || '{user_id}' as blocked_value,
        'placeholder left unfilled' as reason
),

published as (
    select
        identifier_type,
        matches,
        lower(trim(both ' ' from blocked_value)) as blocked_value,
        reason
    from blocked
    where blocked_value is not null
    union all
    select * from unwritable
)

select * from published
