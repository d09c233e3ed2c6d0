with rules as (
    select distinct signal_name from {{ ref('stg_intent__signal_rules') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

seen as (
    select distinct signal_name from {{ ref('int_source_signal_days') }}
),

event_models as (
    select * from {{ ref('int_event_models') }}
),

published as (
    select
        '(any)' as source_name,
        rules.signal_name,
        signals.description || ' (' || rules.signal_name || ') was never seen: check the rule or the tracking.' as finding
    from rules
    inner join signals on rules.signal_name = signals.signal_name
    left join seen on rules.signal_name = seen.signal_name
    where seen.signal_name is null
    union all
    select
        model_name as source_name,
        '(all)' as signal_name,
        'No row came from ' || model_name || ': check the sync and where its tables are.' as finding
    from event_models
    where not has_rows
)

select * from published
