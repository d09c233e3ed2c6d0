with rules as (
    {{ intent.checked_seed('intent_fit_rules', var('intent_fit_rules_seed', 'intent_fit_rules')) }}
),

-- A list has its names between semicolons: one that fits is enough.
typed as (
    select
        attribute,
        case
            when attribute in ('technologies', 'company_events') and value_like <> 'unknown' then '%;' || replace(value_like, '_', ' ') || ';%'
            else value_like
        end as value_like,
        description,
        cast({{ intent.seed_number('rule_order') }} as integer) as rule_order,
        cast({{ intent.seed_number('lower_bound') }} as bigint) as lower_bound,
        cast({{ intent.seed_number('upper_bound') }} as bigint) as upper_bound,
        cast({{ intent.seed_number('points') }} as integer) as points
    from rules
)

select * from typed
