with domains as (
    select * from {{ ref('intent_excluded_domains') }}
),

typed as (
    select
        lower(trim(domain)) as domain,
        reason
    from domains
)

select * from typed
