{{ intent.cached_by_rows() }}
with outcomes as (
    {{ intent.union_contract(var('intent_conversion_models'), 'conversions') }}
),

normalised as (
    select
        *,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', var('intent_fold_plus_addresses')) }} as normalised_value,
        {{ intent.time_reject_reason('converted_at') }} as time_reject_reason
    from outcomes
),

validated as (
    select
        coalesce(source_name, '') as source_name,
        conversion_id,
        conversion_name,
        outcome,
        identifier_type,
        normalised_value as identifier_value,
        {{ intent.identifier_key('identifier_type', 'normalised_value') }} as identifier_key,
        case
            when {{ intent.is_null_like('conversion_id') }} then 'missing conversion id'
            when coalesce(outcome, '') not in ('converted', 'lost', 'disqualified') then 'unknown outcome'
            when time_reject_reason <> '' then time_reject_reason
            else {{ intent.identity_reject_reason('identifier_type', 'normalised_value') }}
        end as reject_reason,
        amount,
        currency,
        home_amount,
        converted_at
    from normalised
),

-- Of the copies of an outcome the earliest counts, and of those the one that says most; which is delivered first says nothing.
published as (
    select
        *,
        row_number() over (
            partition by source_name, conversion_id, identifier_key, case when reject_reason = '' then 0 else 1 end
            order by
                converted_at nulls last, outcome nulls last, home_amount desc nulls last, amount desc nulls last,
                currency nulls last, conversion_name nulls last, reject_reason, identifier_type nulls last, identifier_value nulls last
        ) as copy_number
    from validated
)

select * from published
