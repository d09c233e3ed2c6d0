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

-- Written down, because DuckDB would count the scores of each contact before it joins them, which is as many.
scored_outcomes as {{ intent.materialized() }} (
    select
        scores.scorecard_name,
        outcomes.scored_fold,
        outcomes.closed_fold,
        outcomes.known_fold,
        scores.score,
        outcomes.n_active
    from outcomes
    inner join scores on outcomes.as_of_date = scores.as_of_date and outcomes.contact_id = scores.contact_id
),

outcome_counts as (
    select
        scorecard_name,
        scored_fold,
        closed_fold,
        known_fold,
        score,
        count(*) as n_contacts,
        sum(n_active) as n_active
    from scored_outcomes
    group by scorecard_name, scored_fold, closed_fold, known_fold, score
),

-- A contact counts from the day its window has closed, its conversion from the day it is known too.
counted as (
    select
        *,
        closed_fold as counted_fold,
        1 as n_closed,
        0 as n_known
    from outcome_counts
    union all
    select
        *,
        case when known_fold > closed_fold then known_fold else closed_fold end as counted_fold,
        0 as n_closed,
        1 as n_known
    from outcome_counts
    where known_fold is not null
),

counts as (
    select
        scorecard_name,
        scored_fold,
        closed_fold,
        counted_fold,
        score,
        cast(sum(n_contacts * n_closed) as bigint) as n_contacts,
        cast(sum(n_contacts * n_known) as bigint) as n_converted,
        cast(sum(n_active * n_closed) as bigint) as n_active,
        cast(sum(n_active * n_known) as bigint) as n_active_converted
    from counted
    group by scorecard_name, scored_fold, closed_fold, counted_fold, score
)

select * from counts
