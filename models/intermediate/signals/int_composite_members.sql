with composites as (
    select * from {{ ref('stg_intent__composite_signals') }}
),

signals as (
    select * from {{ ref('int_signal_counting_rules') }}
),

members as (
    select
        composites.signal_name,
        signals.signal_name as member_signal_name,
        composites.measure,
        composites.scope,
        composites.window_days,
        composites.min_count
    from composites
    inner join signals on {{ intent.is_like('signals.signal_name', 'composites.from_signal_like') }}
)

select * from members
