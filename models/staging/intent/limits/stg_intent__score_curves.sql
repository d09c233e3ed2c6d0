{%- set most_knots = 8 -%}

with knots as (
    {{ intent.checked_seed('intent_score_curves', var('intent_score_curves_seed', 'intent_score_curves')) }}
),

typed as (
    select
        scored_for,
        {{ intent.micro_units(intent.seed_number('points')) }} as points_micro,
        cast({{ intent.seed_number('score') }} as integer) as score
    from knots
),

numbered as (
    select
        *,
        row_number() over (partition by scored_for order by points_micro, score) as knot
    from typed
),

-- A curve of fewer knots stays where its last one is.
curves as (
    select
        {%- for knot in range(1, most_knots + 1) %}
        max(case when knot <= {{ knot }} then points_micro end) as points_{{ knot }}_micro,
        max(case when knot <= {{ knot }} then score end) as score_{{ knot }},
        {%- endfor %}
        scored_for
    from numbered
    group by scored_for
)

select * from curves
