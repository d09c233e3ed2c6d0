-- What is known at the end of a fold holds for all its dates.
with probabilities as (
    select distinct
        from_fold,
        to_fold,
        error_micro,
        n_converted
    from {{ ref('int_conversion_probabilities') }}
    where scorecard_name = {{ intent.string_literal(var('intent_champion_scorecard')) }}
),

grid as (
    select
        as_of_date,
        {{ intent.calibration_fold('as_of_date') }} as fold
    from {{ ref('int_as_of_dates') }}
    where as_of_date = grid_date
),

versions as (
    select * from {{ ref('int_learned_versions') }}
),

checks as (
    select
        grid.as_of_date,
        case when probabilities.n_converted >= 25 then probabilities.error_micro end as calibration_error_micro,
        versions.scorecard_name as fitted_scorecard_name,
        versions.refit_date,
        {{ intent.days_between('versions.refit_date', 'grid.as_of_date') }} as days_since_fit
    from grid
    left join probabilities on grid.fold between probabilities.from_fold and probabilities.to_fold
    left join versions on grid.as_of_date between versions.refit_date and versions.last_date
)

select * from checks
