with blocked as (
    select * from {{ ref('stg_intent__blocked_identifiers') }}
),

-- A seed cannot carry these on every engine: dbt reads `null` as no value, Spark puts a variable's value in place of ${…}.
listed as (
    select
        matches,
        blocked_value
    from blocked
    union all
    select
        'value' as matches,
        'null' as blocked_value
    union all
    select
        'mailbox' as matches,
        'null' as blocked_value
    union all
    select
        'value' as matches,
        '$' || '{user_id}' as blocked_value
),

published as (
    select distinct
        matches,
        blocked_value
    from listed
)

select * from published
