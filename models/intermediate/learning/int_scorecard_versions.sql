{{ config(materialized='view') }}

with scorecards as (
    select
        scorecard_name,
        count(*) as n_rows
    from {{ ref('int_scorecards') }}
    group by scorecard_name
),

configuration as (
    select * from {{ ref('int_configuration_hash') }}
),

learned_rows as (
    select
        scorecard_name,
        scorecard_version,
        count(*) as n_rows
    from {{ ref('int_learned_scorecards') }}
    group by scorecard_name, scorecard_version
),

learned_versions as (
    select * from {{ ref('int_learned_versions') }}
),

-- What people wrote is one version, which scores all dates; a scorecard that is fitted has a version for each of its fits.
written as (
    select
        scorecards.scorecard_name,
        configuration.configuration_hash as scorecard_version,
        'written' as origin,
        case when scorecards.scorecard_name = 'hand_weights' then 'default' else 'written' end as status,
        cast(null as {{ intent.string_type() }}) as fitted_because,
        scorecards.n_rows,
        date '0001-01-01' as from_date,
        date '9999-12-31' as last_date
    from scorecards
    cross join configuration
    union all
    -- The champion of each date, as a scorecard that is measured beside those it is chosen from.
    select
        'auto' as scorecard_name,
        configuration.configuration_hash as scorecard_version,
        'chosen' as origin,
        'champion' as status,
        cast(null as {{ intent.string_type() }}) as fitted_because,
        cast(null as bigint) as n_rows,
        date '0001-01-01' as from_date,
        date '9999-12-31' as last_date
    from configuration
    where {{ intent.string_literal(var('intent_champion_scorecard')) }} = 'auto'
),

learned as (
    select
        learned_versions.scorecard_name,
        cast(learned_versions.scorecard_version as {{ intent.string_type() }}) as scorecard_version,
        'learned' as origin,
        learned_versions.status,
        case
            when learned_versions.scorecard_version = 1 then 'first fit'
            when {{ intent.days_between('earlier.refit_date', 'learned_versions.refit_date') }} >= 90 then '90 days'
            else '200 conversions more'
        end as fitted_because,
        learned_rows.n_rows,
        learned_versions.refit_date as from_date,
        learned_versions.last_date
    from learned_versions
    inner join learned_rows
        on
            learned_versions.scorecard_name = learned_rows.scorecard_name
            and learned_versions.scorecard_version = learned_rows.scorecard_version
    left join learned_versions as earlier
        on
            learned_versions.scorecard_name = earlier.scorecard_name
            and learned_versions.scorecard_version = earlier.scorecard_version + 1
),

versions as (
    select * from written
    union all
    select * from learned
)

select * from versions
