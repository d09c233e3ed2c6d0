-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with trust as (
    select * from {{ ref(var('intent_link_trust_seed')) }}
),

typed as (
    select
        source_name,
        trust = 'verified' as is_verified
    from trust
)

select * from typed
