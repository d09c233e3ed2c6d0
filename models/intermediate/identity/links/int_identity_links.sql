{{ intent.cached_by_rows() }}

{%- set time_zone = intent.checked_var('intent_time_zone', var('intent_time_zone')) -%}
{%- set folds_plus = var('intent_fold_plus_addresses') -%}

with links as (
    {{ intent.union_contract(var('intent_identity_models'), 'identity_links') }}
),

trust as (
    select * from {{ ref('stg_intent__link_trust') }}
),

unlinks as (
    select * from {{ ref('stg_intent__unlinks') }}
),

normalised as (
    select
        coalesce(source_name, '') as source_name,
        from_type,
        {{ intent.normalised_identifier('from_type', 'from_value', folds_plus) }} as from_value,
        to_type,
        {{ intent.normalised_identifier('to_type', 'to_value', folds_plus) }} as to_value,
        {{ intent.time_reject_reason('linked_at') }} as time_reject_reason,
        linked_at
    from links
),

validated as (
    select
        *,
        {{ intent.identity_reject_reason('from_type', 'from_value') }} as from_reject_reason,
        {{ intent.identity_reject_reason('to_type', 'to_value') }} as to_reject_reason
    from normalised
),

keyed as (
    select
        *,
        {{ intent.identifier_key('from_type', 'from_value') }} as from_key,
        {{ intent.identifier_key('to_type', 'to_value') }} as to_key
    from validated
),

published as (
    select
        keyed.from_key,
        keyed.to_key,
        keyed.source_name,
        keyed.from_type,
        keyed.from_value,
        keyed.to_type,
        keyed.to_value,
        case
            when keyed.time_reject_reason <> '' then keyed.time_reject_reason
            when keyed.from_reject_reason <> '' then keyed.from_reject_reason
            else keyed.to_reject_reason
        end as reject_reason,
        coalesce(own_trust.is_verified, other_trust.is_verified, false) as is_verified,
        coalesce(
            case when keyed.time_reject_reason = '' then {{ intent.business_date('keyed.linked_at', time_zone) }} <= unlinks.unlinked_date end,
            false
        ) as is_unlinked,
        keyed.linked_at
    from keyed
    left join trust as own_trust on keyed.source_name = own_trust.source_name
    left join trust as other_trust on other_trust.source_name = 'any'
    left join unlinks
        on least(keyed.from_key, keyed.to_key) = unlinks.low_key and greatest(keyed.from_key, keyed.to_key) = unlinks.high_key
)

select * from published
