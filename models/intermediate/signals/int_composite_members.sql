with composites as (
    select * from {{ ref('stg_intent__composite_signals') }}
),

conditions as (
    select * from {{ ref('int_composite_conditions') }}
),

signals as (
    select * from {{ ref('int_signal_counting_rules') }}
),

session_limits as (
    select * from {{ ref('stg_intent__composite_session_limits') }}
),

needed as (
    select
        signal_name,
        count(distinct case when requires <> 'unless' then condition_number end) as n_conditions,
        max(case when requires = 'unless' then within_days else 0 end) as wait_days
    from conditions
    group by signal_name
),

members as (
    select
        composites.signal_name,
        signals.signal_name as member_signal_name,
        composites.measure,
        composites.scope,
        composites.window_days,
        composites.min_count,
        coalesce(needed.n_conditions, 0) as n_conditions,
        coalesce(needed.wait_days, 0) as wait_days,
        session_limits.max_session_seconds,
        coalesce(session_limits.targets = 'one', false) as needs_one_target
    from composites
    inner join signals on {{ intent.is_like('signals.signal_name', 'composites.from_signal_like') }}
    left join needed on composites.signal_name = needed.signal_name
    left join session_limits on composites.signal_name = session_limits.signal_name
)

select * from members
