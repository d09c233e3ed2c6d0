with bounds as (
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

-- The latest time for which a scorecard was champion without a break.
reigns as (
    select
        champion_name,
        max(champion_since) as since_date,
        max(champion_until) as until_date
    from {{ ref('int_champion_periods') }}
    group by champion_name
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
        coalesce(reigns.until_date >= bounds.last_date, false) as is_champion,
        reigns.since_date,
        reigns.until_date
    from {{ ref('int_scorecard_versions') }} as versions
    cross join bounds
    left join reigns on versions.scorecard_name = reigns.champion_name
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
        case
            when dated.since_date <= dated.last_date and dated.until_date >= dated.first_date
                then greatest(dated.first_date, dated.since_date)
        end as champion_since,
        case when dated.until_date between dated.first_date and dated.last_date then dated.until_date end as champion_until,
        coalesce(periods.promotion, notes.promotion) as promotion,
        {{ intent.from_micro_units('periods.learned_pr_auc_micro') }} as promotion_pr_auc,
        {{ intent.from_micro_units('periods.hand_pr_auc_micro') }} as promotion_pr_auc_hand_weights,
        {{ intent.from_micro_units('periods.learned_error_micro') }} as promotion_calibration_error,
        {{ intent.from_micro_units('periods.hand_error_micro') }} as promotion_calibration_error_hand_weights
    from dated
    left join {{ ref('int_champion_periods') }} as periods
        on dated.origin = 'learned' and dated.scorecard_version = cast(periods.scorecard_version as {{ intent.string_type() }})
    left join ({{ intent.promotion_notes(ref('stg_intent__scorecard_weights')) }}) as notes on dated.scorecard_name = notes.scorecard_name
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
