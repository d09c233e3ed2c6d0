with requests as (
    {{ intent.checked_seed('intent_erasure_requests', var('intent_erasure_requests_seed', 'intent_erasure_requests')) }}
),

readable as (
    select
        identifier_type,
        {{ intent.readable_identifier('identifier_value') }} as identifier_value
    from requests
),

typed as (
    select
        {{ intent.normalised_identifier_type('identifier_type', 'identifier_value') }} as identifier_type,
        identifier_value
    from readable
),

normalised as (
    select
        identifier_type,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', var('intent_fold_plus_addresses')) }} as identifier_value
    from typed
),

keyed as (
    select distinct
        {{ intent.identifier_key('identifier_type', 'identifier_value') }} as identifier_key,
        identifier_type,
        identifier_value
    from normalised
)

select * from keyed
