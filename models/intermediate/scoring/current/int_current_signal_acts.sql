{%- set weights = ['lower_bound_micro', 'upper_bound_micro', 'base_points_micro', 'points_per_unit_micro'] -%}

with as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

buckets as (
    select * from {{ ref('int_contact_signal_days') }}
),

decay as (
    select * from {{ ref('int_signal_decay') }}
    where share_micro > 0
),

champion as (
    select periods.*
    from {{ ref('int_champion_periods') }} as periods
    inner join as_of_dates on as_of_dates.as_of_date between periods.from_date and periods.last_date
),

acts as (
    select
        as_of_dates.as_of_date,
        buckets.contact_id,
        buckets.signal_name,
        cast(sum(buckets.n_events) as bigint) as n_events,
        cast(sum(buckets.n_counted * decay.share_micro) as bigint) as value_micro,
        cast(sum(buckets.n_counted) * 1000000 as bigint) as fresh_value_micro,
        max(buckets.occurred_date) as last_occurred_date
    from as_of_dates
    inner join buckets on {{ intent.is_visible_as_of('buckets', 'as_of_dates.as_of_date') }}
    inner join decay
        on
            buckets.signal_name = decay.signal_name
            and {{ intent.days_between('buckets.occurred_date', 'as_of_dates.as_of_date') }} = decay.age_days
    group by as_of_dates.as_of_date, buckets.contact_id, buckets.signal_name
),

-- Each act on its own day and today, within the cap of its signal; a learned scorecard gives no points to acts.
worth as (
    select
        acts.contact_id,
        acts.signal_name,
        max(scorecards.capped_tier) as capped_tier,
        max(scorecards.tier_cap_micro) as tier_cap_micro,
        cast(sum({{ intent.weighted_points('least(acts.value_micro, scorecards.max_value_micro)', *weights) }}) as bigint) as left_micro,
        cast(sum({{ intent.weighted_points('least(acts.fresh_value_micro, scorecards.max_value_micro)', *weights) }}) as bigint) as fresh_micro
    from acts
    inner join {{ ref('int_scorecards') }} as scorecards on acts.signal_name = scorecards.feature_name
    inner join champion on scorecards.scorecard_name = {{ intent.serving_scorecard('acts.contact_id', 'champion', 'acts.as_of_date') }}
    group by acts.contact_id, acts.signal_name
),

published as (
    select
        acts.as_of_date,
        acts.contact_id,
        acts.signal_name,
        acts.n_events,
        acts.last_occurred_date,
        worth.capped_tier,
        worth.tier_cap_micro,
        worth.left_micro,
        worth.fresh_micro
    from acts
    left join worth on acts.contact_id = worth.contact_id and acts.signal_name = worth.signal_name
)

select * from published
