{% set points = intent.weighted_points(
    'least(features.value_micro, scorecards.max_value_micro)', 'scorecards.lower_bound_micro', 'scorecards.upper_bound_micro',
    'scorecards.base_points_micro', 'scorecards.points_per_unit_micro'
) %}
with features as (
    select * from {{ ref('int_signal_features_as_of') }}
),

buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

decay as (
    select * from {{ ref('int_signal_decay') }}
    where share_micro > 0
),

as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

champion as (
    select periods.* from {{ ref('int_champion_periods') }} as periods
    inner join as_of_dates on as_of_dates.as_of_date between periods.from_date and periods.last_date
),

activity as (
    select
        as_of_dates.as_of_date,
        buckets.contact_id,
        buckets.signal_name,
        cast(sum(buckets.n_events) as bigint) as n_events,
        max(buckets.occurred_date) as last_occurred_date
    from as_of_dates
    inner join buckets on {{ intent.is_visible_as_of('buckets', 'as_of_dates.as_of_date') }}
    inner join decay
        on
            buckets.signal_name = decay.signal_name
            and {{ intent.days_between('buckets.occurred_date', 'as_of_dates.as_of_date') }} = decay.age_days
    group by as_of_dates.as_of_date, buckets.contact_id, buckets.signal_name
),

contributions as (
    select
        features.as_of_date,
        features.contact_id,
        features.feature_name as signal_name,
        signals.tier,
        signals.channel,
        signals.kind,
        signals.description,
        least(features.value_micro, scorecards.max_value_micro) as value_micro,
        {{ intent.points_within_tier(
            points, 'scorecards.tier_cap_micro', 'features.contact_id, scorecards.capped_tier', 'features.feature_name'
        ) }} as points_micro,
        activity.n_events,
        activity.last_occurred_date
    from features
    inner join activity
        on
            features.as_of_date = activity.as_of_date
            and features.contact_id = activity.contact_id
            and features.feature_name = activity.signal_name
    inner join {{ ref('stg_intent__signals') }} as signals on features.feature_name = signals.signal_name
    inner join {{ ref('int_scorecards') }} as scorecards on features.feature_name = scorecards.feature_name
    inner join champion on scorecards.scorecard_name = {{ intent.serving_scorecard('features.contact_id', 'champion') }}
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
    inner join champion on learned.scorecard_name = {{ intent.serving_scorecard('learned.contact_id', 'champion') }}
    left join {{ ref('stg_intent__signals') }} as signals on learned.signal_name = signals.signal_name
    left join activity on learned.contact_id = activity.contact_id and learned.signal_name = activity.signal_name
),

-- What everybody starts with is no reason, so it comes last.
published as (
    select
        *,
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
