{{ intent.incremental_by('as_of_date', fingerprints='int_score_fingerprints') }}

with dates as (
    {{ intent.as_of_dates_to_build(ref('int_score_fingerprints'), this, is_incremental()) }}
),

features as (
    select * from {{ ref('int_contact_features_as_of') }}
),

scorecards as (
    select * from {{ ref('int_scorecards') }}
),

feature_points as (
    select
        features.as_of_date,
        features.contact_id,
        dates.input_fingerprint,
        scorecards.scorecard_name,
    {%- for days_ago in ['', '_7_days_ago', '_14_days_ago'] %}
        {{ intent.weighted_points(
            'least(features.value' ~ days_ago ~ '_micro, scorecards.max_value_micro)', 'scorecards.lower_bound_micro',
            'scorecards.upper_bound_micro', 'scorecards.base_points_micro', 'scorecards.points_per_unit_micro'
        ) }} as points{{ days_ago }}_micro{{ "," if not loop.last }}
    {%- endfor %}
    from features
    inner join dates on features.as_of_date = dates.as_of_date
    inner join scorecards on features.feature_name = scorecards.feature_name
),

published as (
    select
        as_of_date,
        contact_id,
        scorecard_name,
        cast(sum(points_micro) as bigint) as points_micro,
        cast(sum(points_7_days_ago_micro) as bigint) as points_7_days_ago_micro,
        cast(sum(points_14_days_ago_micro) as bigint) as points_14_days_ago_micro,
        max(input_fingerprint) as input_fingerprint
    from feature_points
    group by as_of_date, contact_id, scorecard_name
)

select * from published
