with dates as (
    select as_of_date from {{ ref('int_as_of_dates') }}
    where as_of_date = grid_date
),

signal_days as (
    select * from {{ ref('int_contact_signal_days') }}
),

-- Who did anything in the week before a date: what is new shows here at once, and not only when it outweighs 90 days.
active as (
    select
        behaviour.*,
        scores.score,
        segments.segment_name,
        case when outcomes.contact_id is not null then 1 else 0 end as n_closed,
        case when outcomes.is_converted then 1 else 0 end as n_converted
    from {{ ref('int_contact_behaviour_as_of') }} as behaviour
    inner join dates on behaviour.as_of_date = dates.as_of_date
    inner join {{ ref('int_contact_scores_as_of') }} as scores
        on
            behaviour.as_of_date = scores.as_of_date
            and behaviour.contact_id = scores.contact_id
            and scores.scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
    inner join {{ ref('int_contact_segments_as_of') }} as segments
        on behaviour.as_of_date = segments.as_of_date and behaviour.contact_id = segments.contact_id
    left join {{ ref('int_contact_outcomes_as_of') }} as outcomes
        on
            behaviour.as_of_date = outcomes.as_of_date
            and behaviour.contact_id = outcomes.contact_id
            and outcomes.is_conversion_window
    where behaviour.events_7_days_0 > 0
),

weekly_signals as (
    select
        active.as_of_date,
        max(active.n_closed) as n_closed,
        max(active.n_converted) as n_converted,
        signal_days.signal_name,
        sum(signal_days.n_events) as n_events
    from active
    inner join signal_days
        on
            active.contact_id = signal_days.contact_id
            and {{ intent.days_between('signal_days.occurred_date', 'active.as_of_date') }} between 0 and 6
            and {{ intent.is_visible_as_of('signal_days', 'active.as_of_date') }}
    group by active.as_of_date, active.contact_id, signal_days.signal_name
),

measured as (
    select
        as_of_date,
        n_closed,
        n_converted,
        'feature' as measure_kind,
        signal_name as measure_name,
        cast({{ intent.doubling_bin('n_events') }} as integer) as bin
    from weekly_signals
    {%- for kind, name, bin in [
        ('volume', "'active contacts'", '1'),
        ('score', "'score'", intent.integer_divide('score + 9', '10')),
        ('segment', 'segment_name', '1'),
        ('feature', "'events_7_days'", intent.doubling_bin('events_7_days_0')),
        ('feature', "'active_days_30_days'", intent.doubling_bin('active_days_30_days_0')),
    ] %}
    union all
    select
        as_of_date,
        n_closed,
        n_converted,
        '{{ kind }}' as measure_kind,
        {{ name }} as measure_name,
        cast({{ bin }} as integer) as bin
    from active
    {%- endfor %}
),

bins as (
    select
        as_of_date,
        measure_kind,
        measure_name,
        bin,
        count(*) as n_contacts,
        cast(sum(n_closed) as bigint) as n_closed,
        cast(sum(n_converted) as bigint) as n_converted
    from measured
    group by as_of_date, measure_kind, measure_name, bin
),

-- A contact has one score, so the bins of the score add up to all.
published as (
    select
        *,
        cast(sum(case when measure_kind = 'score' then n_contacts else 0 end) over (partition by as_of_date) as bigint) as n_active
    from bins
)

select * from published
