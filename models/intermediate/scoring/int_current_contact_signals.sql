with features as (
    select * from {{ ref('int_signal_features_as_of') }}
),

activity as (
    select * from {{ ref('int_current_signal_activity') }}
),

signals as (
    select * from {{ ref('stg_intent__signals') }}
),

scorecards as (
    select * from {{ ref('int_scorecards') }}
    where scorecard_name = {{ intent.text_literal(var("intent_champion_scorecard")) }}
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
        features.value_micro,
        {{ intent.weighted_points(
            'features.value_micro', 'scorecards.lower_bound_micro', 'scorecards.upper_bound_micro',
            'scorecards.base_points_micro', 'scorecards.points_per_unit_micro'
        ) }} as points_micro,
        activity.n_events,
        activity.last_occurred_date
    from features
    inner join activity
        on
            features.as_of_date = activity.as_of_date
            and features.contact_id = activity.contact_id
            and features.feature_name = activity.signal_name
    inner join signals on features.feature_name = signals.signal_name
    inner join scorecards on features.feature_name = scorecards.feature_name
),

published as (
    select
        *,
        row_number() over (
            partition by contact_id
            order by points_micro desc, last_occurred_date desc, signal_name
        ) as points_rank
    from contributions
    where points_micro <> 0
)

select * from published
