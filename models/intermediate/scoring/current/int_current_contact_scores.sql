with scores as (
    select * from {{ ref('int_contact_scores_as_of') }}
    where scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
),

as_of_dates as (
    select * from {{ ref('int_latest_as_of_date') }}
),

contributions as (
    select * from {{ ref('int_current_contact_signals') }}
    where points_micro > 0 and points_rank <= 3
),

segments as (
    select * from {{ ref('stg_intent__segments') }}
),

configuration as (
    select * from {{ ref('int_configuration_hash') }}
),

changes as (
    select
        contact_id,
        as_of_date,
        segment_name,
        lag(segment_name) over (
            partition by contact_id
            order by as_of_date
        ) as previous_segment_name
    from scores
),

-- The last as-of date on which the segment was another one than before: the present segment began there.
segment_starts as (
    select
        contact_id,
        max(as_of_date) as segment_since
    from changes
    where previous_segment_name is null or previous_segment_name <> segment_name
    group by contact_id
),

reasons as (
    select
        {%- for rank in [1, 2, 3] %}
        max(case
            when points_rank = {{ rank }}
                then description || case when n_events > 1 then ' (' || n_events || ' times, last on ' else ' (on ' end
                    || last_occurred_date || ')'
        end) as reason_{{ rank }},
        {%- endfor %}
        contact_id
    from contributions
    group by contact_id
),

published as (
    select
        scores.contact_id,
        scores.as_of_date,
        scores.scorecard_name,
        scores.segment_name,
        scores.trend,
        segments.recommended_action,
        reasons.reason_1,
        reasons.reason_2,
        reasons.reason_3,
        configuration.configuration_hash,
        scores.points_micro,
        scores.score,
        scores.percentile,
        scores.decile,
        scores.change_7_days,
        scores.change_14_days,
        scores.is_spiking,
        segment_starts.segment_since
    from scores
    inner join as_of_dates on scores.as_of_date = as_of_dates.as_of_date
    inner join segment_starts on scores.contact_id = segment_starts.contact_id
    inner join segments on scores.segment_name = segments.segment_name
    cross join configuration
    left join reasons on scores.contact_id = reasons.contact_id
)

select * from published
