with links as (
    {{ intent.union_contract(var('intent_identity_models'), 'identity_links') }}
),

normalised as (
    select
        source_name,
        from_type,
        {{ intent.normalised_identifier('from_type', 'from_value') }} as from_value,
        to_type,
        {{ intent.normalised_identifier('to_type', 'to_value') }} as to_value,
        linked_at
    from links
    where linked_at is not null
),

judged as (
    select
        *,
        {{ intent.identity_reject_reason('from_type', 'from_value') }} as from_reject_reason,
        {{ intent.identity_reject_reason('to_type', 'to_value') }} as to_reject_reason
    from normalised
),

keyed as (
    select
        {{ intent.identifier_key('from_type', 'from_value') }} as from_key,
        {{ intent.identifier_key('to_type', 'to_value') }} as to_key,
        source_name,
        from_type,
        from_value,
        to_type,
        to_value,
        case when from_reject_reason <> '' then from_reject_reason else to_reject_reason end as reject_reason,
        linked_at
    from judged
)

select * from keyed
