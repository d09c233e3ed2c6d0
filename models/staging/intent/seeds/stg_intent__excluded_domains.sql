with domains as (
    {{ intent.checked_seed('intent_excluded_domains', var('intent_excluded_domains_seed', 'intent_excluded_domains')) }}
),

typed as (
    select
        lower(trim(both ' ' from domain)) as domain,
        reason
    from domains
)

select * from typed
