{# A select of the acts of each signal that have not fully decayed on each of some dates: what is left of their points under the scorecard
   that scores the contact, and what they were worth on their own days, within the cap of the signal. A learned scorecard gives no points
   to acts, so it has no rows here. #}
{% macro signal_acts(dates) -%}
{%- set weights = [
    'scorecards.lower_bound_micro', 'scorecards.upper_bound_micro', 'scorecards.base_points_micro', 'scorecards.points_per_unit_micro',
] -%}
    select
        acts.as_of_date,
        acts.contact_id,
        acts.feature_name as signal_name,
        cast(sum({{ intent.weighted_points('least(acts.value_micro, scorecards.max_value_micro)', *weights) }}) as bigint) as left_micro,
        cast(sum({{ intent.weighted_points('least(acts.n_counted * 1000000, scorecards.max_value_micro)', *weights) }}) as bigint) as fresh_micro
    from {{ ref('int_signal_features_as_of') }} as acts
    inner join {{ dates }} as dates on acts.as_of_date = dates.as_of_date
    inner join {{ ref('int_champion_periods') }} as champions on dates.as_of_date between champions.from_date and champions.last_date
    inner join {{ ref('int_scorecards') }} as scorecards
        on
            acts.feature_name = scorecards.feature_name
            and scorecards.scorecard_name = {{ intent.serving_scorecard('acts.contact_id', 'champions', 'acts.as_of_date') }}
    where acts.days_since_latest is not null
    group by acts.as_of_date, acts.contact_id, acts.feature_name
{%- endmacro %}
