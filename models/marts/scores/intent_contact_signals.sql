with contributions as (
    select * from {{ ref('int_current_contact_signals') }}
),

published as (
    select
        contact_id,
        signal_name,
        as_of_date,
        tier,
        channel,
        kind,
        description,
        {{ intent.from_micro_units('points_micro') }} as points,
        {{ intent.from_micro_units('value_micro') }} as decayed_events,
        cast(points_rank as bigint) as points_rank,
        n_events,
        last_occurred_date
    from contributions
)

select * from published
