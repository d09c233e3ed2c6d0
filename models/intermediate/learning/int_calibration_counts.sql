{%- set window_days = intent.checked_var('intent_conversion_window_days', var('intent_conversion_window_days')) -%}

with scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
),

outcomes as (
    select
        outcomes.as_of_date,
        outcomes.contact_id,
        {{ intent.calibration_fold('outcomes.as_of_date') }} as scored_fold,
        {{ intent.calibration_fold(intent.add_days('outcomes.as_of_date', window_days)) }} as closed_fold,
        case when outcomes.is_converted then {{ intent.calibration_fold('outcomes.conversion_known_date') }} end as known_fold,
        case when active.contact_id is null then 0 else 1 end as n_active
    from {{ ref('int_contact_outcomes_as_of') }} as outcomes
    left join {{ ref('int_active_contacts_as_of') }} as active
        on outcomes.as_of_date = active.as_of_date and outcomes.contact_id = active.contact_id
    where outcomes.is_conversion_window
),

-- A contact counts from the day its window has closed, its conversion from the day it is known too.
counted as (
    select
        *,
        closed_fold as counted_fold,
        1 as n_contacts,
        0 as n_converted
    from outcomes
    union all
    select
        *,
        case when known_fold > closed_fold then known_fold else closed_fold end as counted_fold,
        0 as n_contacts,
        1 as n_converted
    from outcomes
    where known_fold is not null
),

counts as (
    select
        scores.scorecard_name,
        counted.scored_fold,
        counted.closed_fold,
        counted.counted_fold,
        scores.score,
        cast(sum(counted.n_contacts) as bigint) as n_contacts,
        cast(sum(counted.n_converted) as bigint) as n_converted,
        cast(sum(counted.n_active * counted.n_contacts) as bigint) as n_active,
        cast(sum(counted.n_active * counted.n_converted) as bigint) as n_active_converted
    from counted
    inner join scores on counted.as_of_date = scores.as_of_date and counted.contact_id = scores.contact_id
    group by scores.scorecard_name, counted.scored_fold, counted.closed_fold, counted.counted_fold, scores.score
)

select * from counts
