with hand_points as (
    select * from {{ ref('int_given_points_as_of') }}
    where scorecard_name = 'hand_weights'
),

log_odds as (
    {{ intent.example_log_odds(ref('int_training_examples_as_of'), ref('int_training_cells'), ref('int_learned_weights')) }}
),

-- Two lines of the score stay where they are: the highest segment begins at the first, the lowest above 0 at the second.
lines as (
    select
        coalesce(max(case when min_score > 0 then min_score end), 70) as upper_score,
        coalesce(min(case when min_score > 0 then min_score end), 30) as lower_score
    from {{ ref('stg_intent__segments') }}
),

anchors as (
    select
        {{ intent.points_from_score('upper_score') }} as upper_points_micro,
        {{ intent.points_from_score(
            'case when lower_score < upper_score then lower_score else ' ~ intent.integer_divide('upper_score + 1', 2) ~ ' end'
        ) }} as lower_points_micro
    from lines
    inner join {{ ref('stg_intent__score_curves') }} as curve on curve.scored_for = 'contact'
),

-- How many of the examples are over each line by the hand weights, rounded: a changed weight moves a score learned without it seldom.
shares as (
    select
        log_odds.scorecard_version,
        anchors.upper_points_micro,
        anchors.lower_points_micro,
        {%- for line in ['upper', 'lower'] %}
        {{ intent.rounded_share(
            'sum(case when hand_points.points_micro >= anchors.' ~ line ~ '_points_micro then log_odds.weight_milli else 0 end)',
            'sum(log_odds.weight_milli)'
        ) }} as {{ line }}_percent,
        {%- endfor %}
        cast(sum(log_odds.weight_milli) as bigint) as weight_milli
    from log_odds
    cross join anchors
    left join hand_points on log_odds.as_of_date = hand_points.as_of_date and log_odds.contact_id = hand_points.contact_id
    group by log_odds.scorecard_version, anchors.upper_points_micro, anchors.lower_points_micro
),

-- Where that is hardly anyone or nearly everyone, a share that says more.
bounded as (
    select
        *,
        {{ intent.integer_divide('weight_milli * least(upper_percent, 30)', 100) }} as upper_rank_milli,
        {{ intent.integer_divide('weight_milli * least(greatest(lower_percent, 2 * least(upper_percent, 30)), 80)', 100) }} as lower_rank_milli
    from shares
),

steps as (
    select
        scorecard_version,
        log_odds_micro,
        cast(sum(cast(sum(weight_milli) as bigint)) over (
            partition by scorecard_version
            order by log_odds_micro desc
            rows between unbounded preceding and current row
        ) as bigint) as weight_from_top_milli
    from log_odds
    group by scorecard_version, log_odds_micro
),

cuts as (
    select
        bounded.scorecard_version,
        bounded.upper_points_micro,
        bounded.lower_points_micro,
        max(case when steps.weight_from_top_milli >= bounded.upper_rank_milli then steps.log_odds_micro end) as upper_log_odds_micro,
        max(case when steps.weight_from_top_milli >= bounded.lower_rank_milli then steps.log_odds_micro end) as lower_log_odds_micro
    from bounded
    inner join steps on bounded.scorecard_version = steps.scorecard_version
    group by bounded.scorecard_version, bounded.upper_points_micro, bounded.lower_points_micro
),

scales as (
    select
        scorecard_version,
        upper_points_micro,
        upper_log_odds_micro,
        {{ intent.integer_divide(
            '(upper_points_micro - lower_points_micro) * 1000000', 'greatest(upper_log_odds_micro - lower_log_odds_micro, 50000)'
        ) }} as points_per_log_odds_micro
    from cuts
)

select * from scales
