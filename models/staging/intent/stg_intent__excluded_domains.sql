-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with domains as (
    select * from {{ ref('intent_excluded_domains') }}
),

typed as (
    select
        lower(trim(both ' ' from domain)) as domain,
        reason
    from domains
)

select * from typed
