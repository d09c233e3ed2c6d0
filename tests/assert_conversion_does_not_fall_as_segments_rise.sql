{{ config(severity=var('intent_segment_order_severity')) }}

-- No segment of the champion is shown to convert less often than a lower one, of contacts nor of accounts: the 95% interval of the
-- difference (Newcombe) holds 0.
with totals as (
    select
        'contacts' as subject,
        cohort_value,
        conversion_rate,
        lower_bound_rate,
        upper_bound_rate
    from {{ ref('intent_lift_totals') }}
    where
        cohort_kind = 'segment'
        and against_champion = 'champion'
        and horizon_days = {{ var('intent_conversion_window_days') | int }}
    union all
    select
        'accounts' as subject,
        cohort_value,
        conversion_rate,
        lower_bound_rate,
        upper_bound_rate
    from {{ ref('intent_account_lift') }}
    where
        cohort_kind = 'segment'
        and cohort_period = 'all'
        and horizon_days = {{ var('intent_conversion_window_days') | int }}
),

segments as (
    select
        stg_segments.segment_rank,
        totals.*
    from totals
    inner join {{ ref('stg_intent__segments') }} as stg_segments on totals.cohort_value = stg_segments.segment_name
)

select
    higher.subject,
    higher.cohort_value as higher_segment,
    lower.cohort_value as lower_segment,
    higher.conversion_rate as higher_rate,
    lower.conversion_rate as lower_rate
from segments as higher
inner join segments as lower on higher.subject = lower.subject and higher.segment_rank < lower.segment_rank
where
    lower.conversion_rate > higher.conversion_rate
    and (lower.conversion_rate - higher.conversion_rate) * (lower.conversion_rate - higher.conversion_rate)
    > (lower.conversion_rate - lower.lower_bound_rate) * (lower.conversion_rate - lower.lower_bound_rate)
    + (higher.upper_bound_rate - higher.conversion_rate) * (higher.upper_bound_rate - higher.conversion_rate)
