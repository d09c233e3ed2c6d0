with blocked as (
    select * from {{ ref('stg_intent__blocked_identifiers') }}
),

-- A seed cannot carry these on every engine: dbt reads `null` as no value, Spark puts a variable's value in place of ${…}.
not_in_a_file as (
    select
        'null' as blocked_value,
        'value' as matches
    union all
    select
        'null' as blocked_value,
        'mailbox' as matches
    union all
    select
        chr(36) || '{user_id}' as blocked_value,
        'value' as matches
),

published as (
    select
        matches,
        blocked_value
    from blocked
    union
    select
        matches,
        blocked_value
    from not_in_a_file
)

select * from published
