with measures as (
    select * from {{ ref('int_measure_drift_as_of') }}
),

checks as (
    select * from {{ ref('int_model_checks_as_of') }}
),

drift_dates as (
    select distinct as_of_date from measures
    where status = 'drift' and measure_kind in ('score', 'feature')
),

calibration as (
    select
        as_of_date,
        'calibration' as measure_kind,
        'conversion probability' as measure_name,
        case
            when calibration_error_micro is null then 'no reference yet'
            when calibration_error_micro > 50000 then 'miscalibrated'
            else 'stable'
        end as status,
        calibration_error_micro
    from checks
),

-- A fit is to be made again when what it learned from is no longer what comes, or when it is old.
fits as (
    select
        checks.as_of_date,
        'fit' as measure_kind,
        checks.fitted_scorecard_name as measure_name,
        case
            when max(checks.calibration_error_micro) > 50000 then 'refit due: miscalibrated'
            when count(drift_dates.as_of_date) > 0 then 'refit due: drift since the fit'
            when max(checks.days_since_fit) > 90 then 'refit due: older than 90 days'
            else 'stable'
        end as status
    from checks
    left join drift_dates on checks.refit_date < drift_dates.as_of_date and checks.as_of_date >= drift_dates.as_of_date
    where checks.refit_date is not null
    group by checks.as_of_date, checks.fitted_scorecard_name
),

all_measures as (
    select
        measures.*,
        cast(null as bigint) as calibration_error_micro
    from measures
    {%- for name in ['calibration', 'fits'] %}
    union all
    select
        as_of_date,
        measure_kind,
        measure_name,
        status,
        {%- for column in ['n_active_contacts', 'share', 'reference_share', 'psi_micro', 'conversion_rate', 'reference_conversion_rate'] %}
        null as {{ column }},
        {%- endfor %}
        cast(0 as bigint) as n_feedback,
        null as override_rate,
        {{ 'calibration_error_micro' if name == 'calibration' else 'cast(null as bigint)' }} as calibration_error_micro
    from {{ name }}
    {%- endfor %}
),

published as (
    select
        as_of_date,
        measure_kind,
        measure_name,
        status,
        n_active_contacts,
        share,
        reference_share,
        {{ intent.from_micro_units('psi_micro') }} as psi,
        {{ intent.from_micro_units('calibration_error_micro') }} as calibration_error,
        conversion_rate,
        reference_conversion_rate,
        n_feedback,
        override_rate
    from all_measures
)

select * from published
