{{ intent.incremental_by(['as_of_date', 'scorecard_name'], fingerprints='int_given_score_fingerprints') }}

with partitions as (
    {{ intent.partitions_to_build(ref('int_given_score_fingerprints'), ['as_of_date', 'scorecard_name'], this, is_incremental()) }}
),

features as (
    select * from {{ ref('int_contact_features_as_of') }}
),

scorecards as (
    select * from {{ ref('int_scorecards') }}
),

-- A number in the place of a date and a name makes the sums below a third cheaper.
numbered as (
    select
        *,
        row_number() over (order by as_of_date, scorecard_name) as partition_number
    from partitions
),

feature_points as (
    select
        features.contact_id,
        numbered.partition_number,
        scorecards.capped_tier,
        scorecards.tier_cap_micro,
    {%- for days_ago in ['', '_7_days_ago', '_14_days_ago'] %}
        {{ intent.weighted_points(
            'least(features.value' ~ days_ago ~ '_micro, scorecards.max_value_micro)', 'scorecards.lower_bound_micro',
            'scorecards.upper_bound_micro', 'scorecards.base_points_micro', 'scorecards.points_per_unit_micro'
        ) }} as points{{ days_ago }}_micro{{ "," if not loop.last }}
    {%- endfor %}
    from features
    inner join scorecards on features.feature_name = scorecards.feature_name
    inner join numbered
        on features.as_of_date = numbered.as_of_date and scorecards.scorecard_name = numbered.scorecard_name
),

-- A tier gives its cap at most, and what signals take away is never capped by it.
tier_points as (
    select
        contact_id,
        partition_number,
        least(sum(greatest(points_micro, 0)), tier_cap_micro) + sum(least(points_micro, 0)) as points_micro,
        least(sum(greatest(points_7_days_ago_micro, 0)), tier_cap_micro) + sum(least(points_7_days_ago_micro, 0)) as points_7_days_ago_micro,
        least(sum(greatest(points_14_days_ago_micro, 0)), tier_cap_micro) + sum(least(points_14_days_ago_micro, 0)) as points_14_days_ago_micro
    from feature_points
    group by contact_id, partition_number, capped_tier, tier_cap_micro
),

contact_points as (
    select
        contact_id,
        partition_number,
        cast(sum(points_micro) as bigint) as points_micro,
        cast(sum(points_7_days_ago_micro) as bigint) as points_7_days_ago_micro,
        cast(sum(points_14_days_ago_micro) as bigint) as points_14_days_ago_micro
    from tier_points
    group by contact_id, partition_number
),

published as (
    select
        numbered.as_of_date,
        contact_points.contact_id,
        numbered.scorecard_name,
        contact_points.points_micro,
        contact_points.points_7_days_ago_micro,
        contact_points.points_14_days_ago_micro,
        numbered.input_fingerprint
    from contact_points
    inner join numbered on contact_points.partition_number = numbered.partition_number
)

select * from published
