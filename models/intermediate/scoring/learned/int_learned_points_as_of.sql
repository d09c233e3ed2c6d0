{{ intent.incremental_by(['as_of_date', 'scorecard_name'], fingerprints='int_learned_score_fingerprints') }}

with partitions as (
    {{ intent.partitions_to_build(ref('int_learned_score_fingerprints'), ['as_of_date', 'scorecard_name'], this, is_incremental()) }}
),

scorecards as (
    select * from {{ ref('int_learned_scorecards') }}
),

features as (
    select * from {{ ref('int_learned_features_as_of') }}
),

versions as (
    select
        partitions.as_of_date,
        partitions.scorecard_name,
        partitions.input_fingerprint,
        scorecards.scorecard_version,
        scorecards.base_points_micro
    from partitions
    inner join scorecards
        on
            partitions.scorecard_name = scorecards.scorecard_name
            and partitions.as_of_date between scorecards.from_date and scorecards.last_date
            and scorecards.feature_name = 'base'
),

-- A feature is in one bin on each of the three days, so it meets three rows of the scorecard at most.
contact_points as (
    select
        {%- for days_ago, kind in [('', ''), ('_7_days_ago', ''), ('_14_days_ago', ''), ('', 'deterministic')] %}
        cast(sum(
            case
                when
                    features.value{{ days_ago }}_micro >= scorecards.lower_bound_micro
                    and features.value{{ days_ago }}_micro < scorecards.upper_bound_micro
                    {{ "and scorecards.kind = '" ~ kind ~ "'" if kind }}
                    then scorecards.base_points_micro
                else 0
            end
        ) as bigint) as {{ kind ~ '_' if kind }}points{{ days_ago }}_micro,
        {%- endfor %}
        versions.as_of_date,
        features.contact_id
    from versions
    inner join features on versions.as_of_date = features.as_of_date
    inner join scorecards
        on
            versions.scorecard_version = scorecards.scorecard_version
            and features.feature_name = scorecards.feature_name
            and scorecards.lower_bound_micro <= greatest(
                coalesce(features.value_micro, features.value_7_days_ago_micro, features.value_14_days_ago_micro),
                coalesce(features.value_7_days_ago_micro, features.value_14_days_ago_micro, features.value_micro),
                coalesce(features.value_14_days_ago_micro, features.value_7_days_ago_micro, features.value_micro)
            )
            and scorecards.upper_bound_micro > least(
                coalesce(features.value_micro, features.value_7_days_ago_micro, features.value_14_days_ago_micro),
                coalesce(features.value_7_days_ago_micro, features.value_14_days_ago_micro, features.value_micro),
                coalesce(features.value_14_days_ago_micro, features.value_7_days_ago_micro, features.value_micro)
            )
    group by versions.as_of_date, features.contact_id
),

published as (
    select
        versions.as_of_date,
        contact_points.contact_id,
        versions.scorecard_name,
        contact_points.points_micro + versions.base_points_micro as points_micro,
        contact_points.points_7_days_ago_micro + versions.base_points_micro as points_7_days_ago_micro,
        contact_points.points_14_days_ago_micro + versions.base_points_micro as points_14_days_ago_micro,
        contact_points.deterministic_points_micro,
        cast(null as bigint) as recency_share_micro,
        versions.input_fingerprint
    from contact_points
    inner join versions on contact_points.as_of_date = versions.as_of_date
)

select * from published
