with scores as (
    select * from {{ ref('int_current_contact_scores') }}
),

published as (
    select
        contact_id,
        as_of_date,
        scorecard_name,
        segment_name as segment,
        trend,
        recommended_action,
        reason_1,
        reason_2,
        reason_3,
        configuration_hash,
        {{ intent.from_micro_units('points_micro') }} as points,
        score,
        -- Null until a calibration exists: points are never called a probability.
        cast(null as decimal(18, 6)) as conversion_probability,
        percentile,
        decile,
        change_7_days,
        change_14_days,
        is_spiking,
        segment_since
    from scores
)

select * from published
