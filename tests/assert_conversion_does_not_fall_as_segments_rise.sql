{{ config(severity=var('intent_segment_order_severity')) }}

-- No segment of the champion is shown to convert less often than a lower one: the 95% interval of the difference (Newcombe) holds 0.
with segments as (
    select
        stg_segments.segment_rank,
        totals.*
    from {{ ref('intent_lift_totals') }} as totals
    inner join {{ ref('stg_intent__segments') }} as stg_segments on totals.cohort_value = stg_segments.segment_name
    where
        totals.cohort_kind = 'segment'
        and totals.against_champion = 'champion'
        and totals.horizon_days = {{ var('intent_conversion_window_days') | int }}
)

select
    higher.cohort_value as higher_segment,
    lower.cohort_value as lower_segment,
    higher.conversion_rate as higher_rate,
    lower.conversion_rate as lower_rate
from segments as higher
inner join segments as lower on higher.segment_rank < lower.segment_rank
where
    lower.conversion_rate > higher.conversion_rate
    and (lower.conversion_rate - higher.conversion_rate) * (lower.conversion_rate - higher.conversion_rate)
    > (lower.conversion_rate - lower.lower_bound_rate) * (lower.conversion_rate - lower.lower_bound_rate)
    + (higher.upper_bound_rate - higher.conversion_rate) * (higher.upper_bound_rate - higher.conversion_rate)
