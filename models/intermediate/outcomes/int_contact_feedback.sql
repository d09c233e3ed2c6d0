with feedback as (
    {{ intent.union_contract(var('intent_feedback_models'), 'feedback') }}
),

normalised as (
    select
        *,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', var('intent_fold_plus_addresses')) }} as normalised_value
    from feedback
),

owners as (
    select * from {{ ref('int_identifier_owners') }}
),

ranked as (
    select
        owners.contact_id,
        normalised.disposition,
        normalised.reason,
        normalised.noted_at,
        row_number() over (
            partition by owners.contact_id
            order by normalised.noted_at desc, normalised.feedback_id
        ) as recency_rank
    from normalised
    inner join owners
        on {{ intent.identifier_key('normalised.identifier_type', 'normalised.normalised_value') }} = owners.identifier_key
),

latest as (
    select
        contact_id,
        disposition,
        reason,
        noted_at
    from ranked
    where recency_rank = 1
)

select * from latest
