with feedback as (
    {{ intent.union_contract(var('intent_feedback_models'), 'feedback') }}
),

normalised as (
    select
        *,
        {{ intent.normalised_identifier('identifier_type', 'identifier_value', var('intent_fold_plus_addresses')) }} as normalised_value,
        {{ intent.time_reject_reason('noted_at') }} as time_reject_reason
    from feedback
),

validated as (
    select
        coalesce(source_name, '') as source_name,
        feedback_id,
        identifier_type,
        {{ intent.identifier_key('identifier_type', 'normalised_value') }} as identifier_key,
        disposition,
        reason,
        noted_by,
        noted_at,
        case
            when {{ intent.is_null_like('feedback_id') }} then 'missing feedback id'
            when coalesce(disposition, '') not in ('good_fit', 'bad_fit', 'override') then 'unknown disposition'
            when time_reject_reason <> '' then time_reject_reason
            else {{ intent.identity_reject_reason('identifier_type', 'normalised_value') }}
        end as reject_reason
    from normalised
),

-- Of the copies of a note the latest counts, then content decides.
published as (
    select
        *,
        row_number() over (
            partition by source_name, feedback_id, case when reject_reason = '' then 0 else 1 end
            order by
                noted_at desc nulls last, disposition nulls last, reason nulls last, noted_by nulls last,
                identifier_key nulls last, reject_reason
        ) as copy_number
    from validated
)

select * from published
