{{ intent.incremental_by(['as_of_date', 'scorecard_name'], fingerprints='int_given_score_fingerprints') }}
{%- set weights = ['lower_bound_micro', 'upper_bound_micro', 'base_points_micro', 'points_per_unit_micro'] -%}
{#- Of each act on its own day, of what is left of all, and of the same acts 7 and 14 days before. -#}
{%- set values = {
    'fresh_': 'features.n_counted * 1000000', '': 'features.value_micro',
    'earlier_': 'features.value_7_days_ago_micro', 'earliest_': 'features.value_14_days_ago_micro',
} %}

with partitions as (
    {{ intent.partitions_to_build(ref('int_given_score_fingerprints'), ['as_of_date', 'scorecard_name'], this, is_incremental()) }}
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
        features.feature_name,
        numbered.partition_number,
        scorecards.capped_tier,
        scorecards.tier_cap_micro,
        scorecards.kind,
        {%- for moment, value in values.items() %}
        {{ intent.weighted_points('least(' ~ value ~ ', scorecards.max_value_micro)', *weights) }} as {{ moment }}points_micro,
        {%- endfor %}
        features.n_counted is not null as is_signal
    from {{ ref('int_contact_features_as_of') }} as features
    inner join {{ ref('int_scorecards') }} as scorecards on features.feature_name = scorecards.feature_name
    inner join numbered on features.as_of_date = numbered.as_of_date and scorecards.scorecard_name = numbered.scorecard_name
),

-- A tier gives its cap at most, and what signals take away is never capped by it.
tier_points as (
    select
        {%- for moment in ['', 'earlier_', 'earliest_'] %}
        least(sum(greatest({{ moment }}points_micro, 0)), tier_cap_micro) + sum(least({{ moment }}points_micro, 0)) as {{ moment }}points_micro,
        {%- endfor %}
        least(sum(case when kind = 'deterministic' then greatest(points_micro, 0) else 0 end), tier_cap_micro)
        + sum(case when kind = 'deterministic' then least(points_micro, 0) else 0 end) as deterministic_micro,
        least(sum(case when is_signal then greatest(points_micro, 0) else 0 end), tier_cap_micro) as left_micro,
        least(sum(greatest(fresh_points_micro, 0)), tier_cap_micro) as fresh_micro,
        sum(greatest(points_micro, 0)) > tier_cap_micro
        and nullif(sum(case when kind = 'deterministic' then greatest(points_micro, 0) else 0 end), 0) < sum(greatest(points_micro, 0))
            as is_shared,
        contact_id,
        partition_number,
        capped_tier
    from feature_points
    group by contact_id, partition_number, capped_tier, tier_cap_micro
),

kinds as (
    {{ intent.kinds_within_tiers('feature_points', 'tier_points') }}
),

contact_points as (
    select
        tiers.contact_id,
        tiers.partition_number,
        cast(sum(tiers.points_micro) as bigint) as points_micro,
        cast(sum(tiers.earlier_points_micro) as bigint) as earlier_points_micro,
        cast(sum(tiers.earliest_points_micro) as bigint) as earliest_points_micro,
        cast(sum(coalesce(kinds.deterministic_micro, tiers.deterministic_micro)) as bigint) as deterministic_points_micro,
        case
            when sum(tiers.left_micro) > 0
                then least({{ intent.share_micro('sum(tiers.left_micro)', 'sum(tiers.fresh_micro)') }}, 1000000)
        end as recency_share_micro
    from tier_points as tiers
    left join kinds
        on
            tiers.contact_id = kinds.contact_id
            and tiers.partition_number = kinds.partition_number
            and tiers.capped_tier = kinds.capped_tier
    group by tiers.contact_id, tiers.partition_number
),

published as (
    select
        numbered.as_of_date,
        contact_points.contact_id,
        numbered.scorecard_name,
        contact_points.points_micro,
        contact_points.earlier_points_micro as points_7_days_ago_micro,
        contact_points.earliest_points_micro as points_14_days_ago_micro,
        contact_points.deterministic_points_micro,
        contact_points.recency_share_micro,
        numbered.input_fingerprint
    from contact_points
    inner join numbered on contact_points.partition_number = numbered.partition_number
)

select * from published
