with outcomes as (
    {{ intent.union_contract(var('intent_conversion_models'), 'conversions') }}
),

normalised as (
    select
        *,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', var('intent_fold_plus_addresses')) }} as normalised_value
    from outcomes
),

published as (
    select
        source_name,
        conversion_id,
        conversion_name,
        outcome,
        identifier_type,
        normalised_value as identifier_value,
        {{ intent.identifier_key('identifier_type', 'normalised_value') }} as identifier_key,
        case
            when {{ intent.is_null_like('conversion_id') }} then 'missing conversion id'
            when coalesce(outcome, '') not in ('converted', 'lost', 'disqualified') then 'unknown outcome'
            when converted_at is null then 'missing time'
            else {{ intent.identity_reject_reason('identifier_type', 'normalised_value') }}
        end as reject_reason,
        amount,
        currency,
        home_amount,
        converted_at
    from normalised
)

select * from published
