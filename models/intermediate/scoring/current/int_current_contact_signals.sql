{%- set times = "case when n_events > 1 then ' (' || n_events || ' times, last on ' else ' (on ' end" -%}
{% set points = intent.weighted_points(
    'least(features.value_micro, scorecards.max_value_micro)', 'scorecards.lower_bound_micro', 'scorecards.upper_bound_micro',
    'scorecards.base_points_micro', 'scorecards.points_per_unit_micro'
) %}
-- Of behaviour too, which scorecards that are trained outside weigh.
with features as (
    select features.* from {{ ref('int_contact_features_as_of') }} as features
    inner join {{ ref('int_latest_as_of_date') }} as latest on features.as_of_date = latest.as_of_date
),

champion as (
    select periods.*
    from {{ ref('int_champion_periods') }} as periods
    inner join {{ ref('int_latest_as_of_date') }} as latest on latest.as_of_date between periods.from_date and periods.last_date
),

activity as (
    select * from {{ ref('int_current_signal_acts') }}
),

contributions as (
    select
        features.as_of_date,
        features.contact_id,
        features.feature_name as signal_name,
        coalesce(signals.tier, 'behaviour') as tier,
        coalesce(signals.channel, 'any') as channel,
        coalesce(signals.kind, 'probabilistic') as kind,
        coalesce(signals.description, features.feature_name) as description,
        least(features.value_micro, scorecards.max_value_micro) as value_micro,
        {{ intent.points_within_tier(
            points, 'scorecards.tier_cap_micro', 'features.contact_id, scorecards.capped_tier', 'features.feature_name'
        ) }} as points_micro,
        coalesce(activity.n_events, 0) as n_events,
        activity.last_occurred_date
    from features
    left join activity
        on
            features.as_of_date = activity.as_of_date
            and features.contact_id = activity.contact_id
            and features.feature_name = activity.signal_name
    left join {{ ref('stg_intent__signals') }} as signals on features.feature_name = signals.signal_name
    inner join {{ ref('int_scorecards') }} as scorecards on features.feature_name = scorecards.feature_name
    inner join champion on scorecards.scorecard_name = {{ intent.serving_scorecard('features.contact_id', 'champion', 'features.as_of_date') }}
    union all
    select
        learned.as_of_date,
        learned.contact_id,
        learned.signal_name,
        coalesce(signals.tier, 'behaviour') as tier,
        coalesce(signals.channel, 'any') as channel,
        coalesce(signals.kind, 'probabilistic') as kind,
        learned.description,
        learned.value_micro,
        learned.points_micro,
        coalesce(activity.n_events, 0) as n_events,
        activity.last_occurred_date
    from {{ ref('int_current_learned_signals') }} as learned
    inner join champion on learned.scorecard_name = {{ intent.serving_scorecard('learned.contact_id', 'champion', 'learned.as_of_date') }}
    left join {{ ref('stg_intent__signals') }} as signals on learned.signal_name = signals.signal_name
    left join activity on learned.contact_id = activity.contact_id and learned.signal_name = activity.signal_name
),

-- What everybody starts with is no reason, so it comes last.
published as (
    select
        *,
        description || coalesce({{ times }} || last_occurred_date || ')', '') as reason,
        row_number() over (
            partition by contact_id
            order by
                case signal_name when 'base' then 1 else 0 end, points_micro desc,
                coalesce(last_occurred_date, as_of_date) desc, signal_name
        ) as points_rank
    from contributions
    where points_micro <> 0
)

select * from published
