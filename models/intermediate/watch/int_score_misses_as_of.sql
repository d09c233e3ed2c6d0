{% set points = intent.weighted_points(
    'least(features.value_micro, scorecards.max_value_micro)', 'scorecards.lower_bound_micro', 'scorecards.upper_bound_micro',
    'scorecards.base_points_micro', 'scorecards.points_per_unit_micro'
) %}
with members as (
    select * from {{ ref('int_cohort_members') }}
    where is_conversion_window
),

segments as (
    select
        segments.as_of_date,
        segments.contact_id,
        segments.segment_name,
        ranks.segment_rank,
        max(ranks.segment_rank) over () as last_rank
    from {{ ref('int_contact_segments_as_of') }} as segments
    inner join {{ ref('stg_intent__segments') }} as ranks on segments.segment_name = ranks.segment_name
),

features as (
    select * from {{ ref('int_contact_features_as_of') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

misses as (
    select
        members.as_of_date,
        members.contact_id,
        segments.segment_name,
        case when members.is_converted then 'missed converter' else 'false positive' end as miss_kind,
        case when members.is_converted then members.days_to_conversion end as days_to_conversion
    from members
    inner join segments on members.as_of_date = segments.as_of_date and members.contact_id = segments.contact_id
    where
        (segments.segment_rank = 1 and not members.is_converted)
        or (segments.segment_rank = segments.last_rank and members.is_converted)
),

contributions as (
    select
        misses.as_of_date,
        misses.contact_id,
        features.feature_name,
        coalesce(signals.description, features.feature_name) as reason,
        {{ intent.points_within_tier(
            points, 'scorecards.tier_cap_micro', 'misses.as_of_date, misses.contact_id, scorecards.capped_tier', 'features.feature_name'
        ) }} as points_micro
    from misses
    inner join features on misses.as_of_date = features.as_of_date and misses.contact_id = features.contact_id
    inner join {{ ref('int_champion_periods') }} as champions on misses.as_of_date between champions.from_date and champions.last_date
    -- Learned weights are no rows of points by signal on past dates, so the hand weights say what was known.
    inner join {{ ref('int_scorecards') }} as scorecards
        on
            features.feature_name = scorecards.feature_name
            and scorecards.scorecard_name
            = replace({{ intent.serving_scorecard('misses.contact_id', 'champions', 'misses.as_of_date') }}, 'learned_additive', 'hand_weights')
    left join signals on features.feature_name = signals.signal_name
),

ranked as (
    select
        *,
        row_number() over (partition by as_of_date, contact_id order by points_micro desc, feature_name) as nth
    from contributions
    where points_micro > 0
),

reasons as (
    select
        {%- for nth in [1, 2, 3] %}
        max(case when nth = {{ nth }} then reason end) as reason_{{ nth }},
        {%- endfor %}
        as_of_date,
        contact_id
    from ranked
    group by as_of_date, contact_id
),

published as (
    select
        misses.*,
        coalesce(reasons.reason_1, 'nothing that counts was known') as reason_1,
        reasons.reason_2,
        reasons.reason_3
    from misses
    left join reasons on misses.as_of_date = reasons.as_of_date and misses.contact_id = reasons.contact_id
)

select * from published
