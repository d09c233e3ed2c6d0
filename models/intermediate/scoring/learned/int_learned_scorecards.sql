with weights as (
    select * from {{ ref('int_learned_weights') }}
),

scales as (
    select * from {{ ref('int_learned_scales') }}
),

versions as (
    select * from {{ ref('int_learned_versions') }}
),

cells as (
    select * from {{ ref('int_learned_cells') }}
),

relative as (
    {{ intent.relative_weights('weights') }}
),

-- What everybody gets, whatever they did, is a row of its own.
rows_of_versions as (
    select
        relative.scorecard_version,
        cells.feature_name,
        cells.kind,
        cells.lower_bound_micro,
        cells.upper_bound_micro,
        relative.weight_micro
    from relative
    inner join cells on relative.cell_number = cells.cell_number
    union all
    select
        scorecard_version,
        'base' as feature_name,
        'probabilistic' as kind,
        cast(0 as bigint) as lower_bound_micro,
        cast(1000000000000000 as bigint) as upper_bound_micro,
        cast(sum(weight_micro) as bigint) as weight_micro
    from weights
    where n_absent = 1
    group by scorecard_version
),

published as (
    select
        versions.scorecard_name,
        versions.scorecard_version,
        versions.refit_date as from_date,
        versions.last_date,
        rows_of_versions.feature_name,
        rows_of_versions.kind,
        rows_of_versions.lower_bound_micro,
        rows_of_versions.upper_bound_micro,
        {{ intent.integer_divide('rows_of_versions.weight_micro * scales.points_per_log_odds_micro', 1000000) }}
        + case rows_of_versions.feature_name
            when 'base'
                then scales.upper_points_micro
                    - {{ intent.integer_divide('scales.upper_log_odds_micro * scales.points_per_log_odds_micro', 1000000) }}
            else 0
        end as base_points_micro,
        cast(0 as bigint) as points_per_unit_micro,
        rows_of_versions.weight_micro
    from rows_of_versions
    inner join versions on rows_of_versions.scorecard_version = versions.scorecard_version
    inner join scales on rows_of_versions.scorecard_version = scales.scorecard_version
)

select * from published
