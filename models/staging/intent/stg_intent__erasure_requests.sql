-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with requests as (
    select * from {{ ref('intent_erasure_requests') }}
),

typed as (
    select
        identifier_type,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', var('intent_fold_plus_addresses')) }} as identifier_value
    from requests
),

keyed as (
    select
        {{ intent.identifier_key('identifier_type', 'identifier_value') }} as identifier_key,
        identifier_type,
        identifier_value
    from typed
)

select * from keyed
