{{ config(materialized='view') }}
{%- set steps = {'then_capped': 'least(then_micro, max_value_micro)', 'then': 'then_micro', 'faded': 'faded_micro', 'new': 'new_micro',
    'late': 'late_micro', 'now': 'now_micro', 'now_capped': 'least(now_micro, max_value_micro)'} -%}
{%- set tier = 'contact_id, compared_date, capped_tier, cause' -%}

with compared_dates as (
    select
        latest_date.as_of_date,
        as_of_dates.as_of_date as compared_date
    from {{ ref('int_latest_as_of_date') }} as latest_date
    inner join {{ ref('int_as_of_dates') }} as as_of_dates
        on {{ intent.days_between('as_of_dates.as_of_date', 'latest_date.as_of_date') }} in (1, 7)
),

both_dates as (
    select
        compared_dates.as_of_date,
        compared_dates.compared_date,
        signal_days.contact_id,
        signal_days.signal_name,
        signal_days.occurred_date,
        max(case when signal_days.as_of_date = compared_dates.compared_date then signal_days.value_micro end) as then_micro,
        max(case when signal_days.as_of_date = compared_dates.as_of_date then signal_days.value_micro end) as now_micro
    from compared_dates
    inner join {{ ref('int_contact_signal_days_as_of') }} as signal_days
        on signal_days.as_of_date in (compared_dates.as_of_date, compared_dates.compared_date)
    group by
        compared_dates.as_of_date, compared_dates.compared_date, signal_days.contact_id, signal_days.signal_name,
        signal_days.occurred_date, signal_days.known_date, signal_days.retracted_date
),

-- From then to now in steps, each with one cause more: what was there fades, new acts come, older ones are heard of, some are taken back.
walked as (
    select
        as_of_date,
        compared_date,
        contact_id,
        signal_name,
        cast(sum(coalesce(then_micro, 0)) as bigint) as then_micro,
        cast(sum(case when then_micro is null then 0 else coalesce(now_micro, then_micro) end) as bigint) as faded_micro,
        cast(sum(case when then_micro is null and occurred_date <= compared_date then 0 else coalesce(now_micro, then_micro) end) as bigint)
            as new_micro,
        cast(sum(coalesce(now_micro, then_micro)) as bigint) as late_micro,
        cast(sum(coalesce(now_micro, 0)) as bigint) as now_micro
    from both_dates
    group by as_of_date, compared_date, contact_id, signal_name
),

signal_points as (
    select
        walked.as_of_date,
        walked.compared_date,
        walked.contact_id,
        {%- for step, value in steps.items() %}
        sum({{ intent.weighted_points(
            value, 'lower_bound_micro', 'upper_bound_micro', 'base_points_micro', 'points_per_unit_micro'
        ) }}) as {{ step }}_points,
        {%- endfor %}
        walked.signal_name,
        max(scorecards.capped_tier) as capped_tier,
        max(scorecards.tier_cap_micro) as tier_cap_micro
    from walked
    inner join {{ ref('int_scorecards') }} as scorecards on walked.signal_name = scorecards.feature_name
    inner join {{ ref('int_champion_periods') }} as champions
        on
            walked.as_of_date between champions.from_date and champions.last_date
            and scorecards.scorecard_name = {{ intent.serving_scorecard('walked.contact_id', 'champions', 'walked.as_of_date') }}
            and scorecards.scorecard_name = {{ intent.serving_scorecard('walked.contact_id', 'champions', 'walked.compared_date') }}
    where walked.compared_date >= champions.champion_since
    group by walked.as_of_date, walked.compared_date, walked.contact_id, walked.signal_name
),

changes as (
    select
        signal_points.as_of_date,
        signal_points.compared_date,
        signal_points.contact_id,
        signal_points.signal_name,
        causes.cause,
        cast(case causes.cause
            when 'decay' then faded_points - then_points
            when 'new events' then new_points - faded_points
            when 'known late' then late_points - new_points
            when 'taken back' then now_points - late_points
            else
                {{ intent.points_within_tier('now_capped_points', 'tier_cap_micro', tier, 'signal_name') }} - now_points
                - {{ intent.points_within_tier('then_capped_points', 'tier_cap_micro', tier, 'signal_name') }} + then_points
        end as bigint) as points_change_micro
    from signal_points
    cross join (
        {%- for cause in ['decay', 'new events', 'known late', 'taken back', 'caps'] %}
        select '{{ cause }}' as cause
        {{ "union all" if not loop.last }}
        {%- endfor %}
    ) as causes
)

select * from changes
where points_change_micro <> 0
