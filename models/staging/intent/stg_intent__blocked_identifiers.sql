-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with blocked as (
    select * from {{ ref('intent_blocked_identifiers') }}
),

-- Where dbt itself reads the seed's file, as on PostgreSQL and Spark, the cell `null` arrives as no value.
typed as (
    select
        identifier_type,
        matches,
        coalesce(lower(trim(both ' ' from blocked_value)), 'null') as blocked_value,
        reason
    from blocked
)

select * from typed
