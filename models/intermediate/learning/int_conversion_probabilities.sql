{%- set of_bins = 'folds.scorecard_name, folds.last_fold, folds.from_fold, folds.to_fold' -%}
{%- set tenth = intent.integer_divide('probabilities.probability_micro', '100000') -%}

with counts as (
    select * from {{ ref('int_calibration_counts') }}
),

-- What is known at the end of a fold scores the folds after it, until the next one in which windows closed.
folds as (
    select
        scorecard_name,
        closed_fold as last_fold,
        closed_fold + 1 as from_fold,
        coalesce(lead(closed_fold) over (partition by scorecard_name order by closed_fold), 1000000) as to_fold
    from counts
    group by scorecard_name, closed_fold
),

bins as (
    select
        {{ of_bins }},
        counts.score,
        sum(counts.n_contacts) as n_contacts,
        sum(counts.n_converted) as n_converted
    from folds
    inner join counts on folds.scorecard_name = counts.scorecard_name and folds.last_fold >= counts.counted_fold
    group by {{ of_bins }}, counts.score
),

running as (
    {{ intent.running_bins('bins', ['scorecard_name', 'last_fold'], least_contacts=200) }}
),

fitted as (
    {{ intent.isotonic_shares('running', ['scorecard_name', 'last_fold']) }}
),

-- A score that nobody had is worth what the next lower one is.
probabilities as (
    select
        running.scorecard_name,
        running.last_fold,
        running.from_fold,
        running.to_fold,
        cast(numbers.number as integer) as score,
        fitted.share_micro as probability_micro,
        cast(running.n_all_converted as bigint) as n_converted
    from running
    inner join fitted
        on running.scorecard_name = fitted.scorecard_name and running.last_fold = fitted.last_fold and running.score = fitted.score
    inner join {{ ref('stg_intent__whole_numbers') }} as numbers
        on
            numbers.number <= 100
            and numbers.number < running.next_score
            and (numbers.number >= running.score or running.score = running.least_score)
),

-- Out of sample: windows that closed in a fold, against what was said of them when they opened. Silent contacts would flatter it.
compared as (
    select
        counts.scorecard_name,
        counts.closed_fold,
        sum(counts.n_active) as n_active,
        sum(counts.n_active * probabilities.probability_micro - counts.n_active_converted * 1000000) as difference_micro
    from counts
    inner join probabilities
        on
            counts.scorecard_name = probabilities.scorecard_name
            and counts.scored_fold between probabilities.from_fold and probabilities.to_fold
            and counts.score = probabilities.score
    where counts.counted_fold = counts.closed_fold
    group by counts.scorecard_name, counts.closed_fold, {{ tenth }}
),

errors as (
    select
        scorecard_name,
        closed_fold,
        {{ intent.rounded_divide('cast(sum(abs(difference_micro)) as bigint)', 'nullif(cast(sum(n_active) as bigint), 0)') }} as error_micro
    from compared
    group by scorecard_name, closed_fold
),

published as (
    select
        probabilities.*,
        errors.error_micro,
        probabilities.n_converted >= 25 and coalesce(errors.error_micro, 1000000) <= 50000 as is_calibrated
    from probabilities
    left join errors on probabilities.scorecard_name = errors.scorecard_name and probabilities.last_fold = errors.closed_fold
)

select * from published
