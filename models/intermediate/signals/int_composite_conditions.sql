with conditions as (
    select * from {{ ref('stg_intent__composite_conditions') }}
),

composites as (
    select * from {{ ref('stg_intent__composite_signals') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

-- The pattern of a composite's own row stands here like any other, so that one reader takes composites back.
all_conditions as (
    select * from conditions
    union all
    select
        signal_name,
        'unless' as requires,
        unless_signal_like as signal_like,
        'any' as tier,
        0 as within_days
    from composites
    where unless_signal_like <> 'none'
),

numbered as (
    select
        *,
        row_number() over (
            partition by signal_name
            order by requires, signal_like, tier, within_days
        ) as condition_number
    from all_conditions
),

published as (
    select
        numbered.signal_name,
        numbered.requires,
        numbered.condition_number,
        signals.signal_name as member_signal_name,
        numbered.within_days
    from numbered
    inner join signals
        on
            {{ intent.is_like('signals.signal_name', 'numbered.signal_like') }}
            and (numbered.tier = 'any' or numbered.tier = signals.tier)
)

select * from published
