{# A select of what each signal and each behaviour gives each contact by learned_additive on dates on which it scores somebody; adds up to the
   points, base included. #}
{% macro learned_signals(dates) -%}
    with dated_scorecards as (
        select
            dates.as_of_date,
            scorecards.*
        from {{ ref('int_learned_scorecards') }} as scorecards
        inner join {{ dates }} as dates on dates.as_of_date between scorecards.from_date and scorecards.last_date
        inner join {{ ref('int_champion_periods') }} as champions
            on
                dates.as_of_date between champions.from_date and champions.last_date
                and scorecards.scorecard_name
                in (champions.champion_name, case when champions.challenger_percent > 0 then champions.challenger_name end)
    ),

    feature_signals as (
        select distinct
            feature_name,
            signal_name,
            description,
            kind
        from {{ ref('int_learned_cells') }}
        union all
        select
            'base' as feature_name,
            'base' as signal_name,
            'What everybody starts with' as description,
            'probabilistic' as kind
    ),

    learned_features as (
        select
            as_of_date,
            contact_id,
            feature_name,
            value_micro
        from {{ ref('int_learned_features_as_of') }}
        union all
        select
            dates.as_of_date,
            contacts.contact_id,
            'base' as feature_name,
            cast(0 as bigint) as value_micro
        from {{ dates }} as dates
        inner join {{ ref('int_known_contacts') }} as contacts on dates.as_of_date >= contacts.first_known_date
    )

    -- A signal gives points by its amount and by the days since it came last.
    select
        features.as_of_date,
        features.contact_id,
        scorecards.scorecard_name,
        signals.signal_name,
        signals.description,
        signals.kind,
        coalesce(max(case when features.feature_name = signals.signal_name then features.value_micro end), 0) as value_micro,
        cast(sum(scorecards.base_points_micro) as bigint) as points_micro
    from learned_features as features
    inner join feature_signals as signals on features.feature_name = signals.feature_name
    inner join dated_scorecards as scorecards
        on
            features.as_of_date = scorecards.as_of_date
            and features.feature_name = scorecards.feature_name
            and features.value_micro >= scorecards.lower_bound_micro
            and features.value_micro < scorecards.upper_bound_micro
    group by
        features.as_of_date, features.contact_id, scorecards.scorecard_name, signals.signal_name, signals.description, signals.kind
{%- endmacro %}
