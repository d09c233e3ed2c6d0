with versions as (
    select * from {{ ref('int_scorecard_versions') }}
),

bounds as (
    select
        min(as_of_date) as first_date,
        max(as_of_date) as last_date
    from {{ ref('int_as_of_dates') }}
),

measures as (
    select * from {{ ref('int_quality_measures') }}
    where quarter = 'all'
),

calibration as (
    select * from {{ ref('int_calibration_errors') }}
    where quarter = 'all'
),

dated as (
    select
        versions.scorecard_name,
        versions.scorecard_version,
        versions.origin,
        versions.status,
        versions.fitted_because,
        versions.n_rows,
        greatest(versions.from_date, bounds.first_date) as first_date,
        least(versions.last_date, bounds.last_date) as last_date,
        case when count(*) over (partition by versions.scorecard_name) > 1 then versions.scorecard_version else 'all' end as measured_as,
        versions.scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }} as is_champion
    from versions
    cross join bounds
),

-- Measures of a scorecard of one version stand under all.
published as (
    select
        dated.scorecard_name,
        dated.scorecard_version,
        dated.origin,
        dated.status,
        dated.fitted_because,
        cast(dated.n_rows as bigint) as n_rows,
        train.n_contacts as n_train_contact_dates,
        train.n_converted as n_train_converted_contact_dates,
        test.n_contacts as n_test_contact_dates,
        test.n_converted as n_test_converted_contact_dates,
        test.roc_auc as test_roc_auc,
        test.pr_auc as test_pr_auc,
        test.lift_top_10 as test_lift_top_10,
        {{ intent.ratio('calibration.weighted_error_micro', '1000000.0 * calibration.n_contacts') }} as test_ece,
        dated.is_champion,
        dated.first_date,
        dated.last_date,
        case when dated.is_champion then dated.first_date end as champion_since
    from dated
    left join measures as train
        on
            dated.scorecard_name = train.scorecard_name
            and dated.measured_as = train.scorecard_version
            and train.split = 'train'
    left join measures as test
        on
            dated.scorecard_name = test.scorecard_name
            and dated.measured_as = test.scorecard_version
            and test.split = 'test'
    left join calibration
        on
            dated.scorecard_name = calibration.scorecard_name
            and dated.measured_as = calibration.scorecard_version
            and calibration.split = 'test'
)

select * from published
