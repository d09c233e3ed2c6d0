-- depends_on: {{ ref('stg_intent__configuration_errors') }}
with rules as (
    select * from {{ ref(var('intent_signal_rules_seed')) }}
),

typed as (
    select
        cast({{ intent.seed_number('rule_order') }} as integer) as rule_order,
        source_name_like,
        event_name_like,
        event_target_like,
        signal_name
    from rules
)

select * from typed
