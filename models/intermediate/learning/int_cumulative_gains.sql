{%- set group = 'scorecard_name, scorecard_version, split, quarter' -%}

with examples as (
    select * from {{ ref('int_quality_examples_as_of') }}
),

point_groups as (
    {{ intent.points_by_level('examples') }}
),

-- The lowest scores of the first segment and of the next one.
cuts as (
    select
        max(case when nth = 1 then min_score end) as top_segment,
        max(case when nth = 2 then min_score end) as top_two_segments
    from (
        select
            min_score,
            row_number() over (order by min_score desc, segment_rank) as nth
        from {{ ref('stg_intent__segments') }}
        where min_score > 0 and trend <> 'falling'
    ) as ranked
),

-- Cuts are the champion's: of other scorecards as many contacts are taken, from the most points down.
champion as (
    select
        point_groups.split,
        point_groups.quarter,
        {%- for cut in ['top_segment', 'top_two_segments'] %}
        cast(sum(
            case when {{ intent.score_from_points('point_groups.points_micro') }} >= cuts.{{ cut }} then point_groups.n_contacts else 0 end
        ) as bigint) as n_{{ cut }},
        {%- endfor %}
        cast(sum(point_groups.n_contacts) as bigint) as n_contacts
    from point_groups
    cross join cuts
    inner join {{ ref('stg_intent__score_curves') }} as curve on curve.scored_for = 'contact'
    where
        point_groups.scorecard_name = {{ intent.string_literal(var("intent_champion_scorecard")) }}
        and (point_groups.quarter <> 'all' or point_groups.scorecard_version = 'all')
    group by point_groups.split, point_groups.quarter
),

-- Ties share: contacts with equal points form one step.
gains as (
    select
        *,
        cast(sum(n_contacts) over from_top as bigint) as n_cumulative_contacts,
        cast(sum(n_converted) over from_top as bigint) as n_cumulative_converted,
        cast(sum(n_contacts) over (partition by {{ group }}) as bigint) as n_total_contacts,
        cast(sum(n_converted) over (partition by {{ group }}) as bigint) as n_total_converted
    from point_groups
    window from_top as (
        partition by {{ group }}
        order by points_micro desc
        rows between unbounded preceding and current row
    )
),

-- How many contacts each depth takes, in hundredths; a step across it counts in part.
depths as (
    select
        {%- for depth in intent.quality_depths() %}
        {{ intent.depth_hundredths(depth, 'gains', 'champion') }} as hundredths_{{ depth }},
        {%- endfor %}
        gains.*
    from gains
    left join champion on gains.split = champion.split and gains.quarter = champion.quarter
),

published as (
    select
        {{ group }},
        points_micro,
        {%- for depth in intent.quality_depths() %}
        {{ intent.share_above_micro('hundredths_' ~ depth) }} as share_{{ depth }}_micro,
        {%- endfor %}
        n_contacts,
        n_converted,
        n_cumulative_contacts,
        n_cumulative_converted,
        n_total_contacts,
        n_total_converted
    from depths
)

select * from published
