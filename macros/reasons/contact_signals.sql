{# A select of what each signal gives each contact on each of some dates under the scorecard that scores it, with the sentence that says so. #}
{% macro contact_signals(dates) -%}
{%- set times = "case when n_events > 1 then ' (' || n_events || ' times, last on ' else ' (on ' end" -%}
{%- set points = intent.weighted_points(
    'least(features.value_micro, scorecards.max_value_micro)', 'scorecards.lower_bound_micro', 'scorecards.upper_bound_micro',
    'scorecards.base_points_micro', 'scorecards.points_per_unit_micro'
) -%}
    with champions as (
        select
            dates.as_of_date,
            periods.champion_name,
            periods.challenger_name,
            periods.challenger_percent,
            periods.challenger_from_date
        from {{ dates }} as dates
        inner join {{ ref('int_champion_periods') }} as periods on dates.as_of_date between periods.from_date and periods.last_date
    ),

    -- Of behaviour too, which scorecards that are trained outside weigh.
    contributions as (
        select
            features.as_of_date,
            features.contact_id,
            features.feature_name as signal_name,
            coalesce(signals.tier, 'behaviour') as tier,
            coalesce(signals.channel, 'any') as channel,
            scorecards.kind,
            coalesce(signals.description, features.feature_name) as description,
            least(features.value_micro, scorecards.max_value_micro) as value_micro,
            {{ intent.points_within_tier(
                points, 'scorecards.tier_cap_micro', 'features.as_of_date, features.contact_id, scorecards.capped_tier', 'features.feature_name'
            ) }} as points_micro,
            features.n_events,
            features.days_since_latest
        from {{ ref('int_contact_features_as_of') }} as features
        inner join champions on features.as_of_date = champions.as_of_date
        inner join {{ ref('int_scorecards') }} as scorecards
            on
                features.feature_name = scorecards.feature_name
                and scorecards.scorecard_name = {{ intent.serving_scorecard('features.contact_id', 'champions', 'features.as_of_date') }}
        left join {{ ref('stg_intent__signals') }} as signals on features.feature_name = signals.signal_name
        union all
        select
            learned.as_of_date,
            learned.contact_id,
            learned.signal_name,
            coalesce(signals.tier, 'behaviour') as tier,
            coalesce(signals.channel, 'any') as channel,
            learned.kind,
            learned.description,
            learned.value_micro,
            learned.points_micro,
            acts.n_events,
            acts.days_since_latest
        from ({{ intent.learned_signals(dates) }}) as learned
        inner join champions
            on
                learned.as_of_date = champions.as_of_date
                and learned.scorecard_name = {{ intent.serving_scorecard('learned.contact_id', 'champions', 'learned.as_of_date') }}
        left join {{ ref('stg_intent__signals') }} as signals on learned.signal_name = signals.signal_name
        left join {{ ref('int_signal_features_as_of') }} as acts
            on
                learned.as_of_date = acts.as_of_date
                and learned.contact_id = acts.contact_id
                and learned.signal_name = acts.feature_name
    ),

    dated as (
        select
            as_of_date,
            contact_id,
            signal_name,
            tier,
            channel,
            kind,
            description,
            value_micro,
            points_micro,
            coalesce(n_events, 0) as n_events,
            {{ intent.add_days('as_of_date', '-days_since_latest') }} as last_occurred_date
        from contributions
        where points_micro <> 0
    )

    -- What everybody starts with is no reason, so it comes last.
    select
        *,
        description || coalesce({{ times }} || last_occurred_date || ')', '') as reason,
        row_number() over (
            partition by as_of_date, contact_id
            order by
                case signal_name when 'base' then 1 else 0 end, points_micro desc,
                coalesce(last_occurred_date, as_of_date) desc, signal_name
        ) as points_rank
    from dated
{%- endmacro %}
