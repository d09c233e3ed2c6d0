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

-- What people wrote is one version, which scores all dates; a scorecard that is fitted has a version for each of its fits.
written as (
    select
        scorecards.scorecard_name,
        configuration.configuration_hash as scorecard_version,
        'written' as origin,
        scorecards.n_rows,
        date '0001-01-01' as from_date,
        date '9999-12-31' as last_date
    from scorecards
    cross join configuration
)

select * from written
