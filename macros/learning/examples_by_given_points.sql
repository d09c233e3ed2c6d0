{# A select of each example once for each scorecard: its points by it, and the bin of points that they are in, 0 without points. #}
{% macro examples_by_given_points(examples, cards, points) -%}
    with points_bins as (
        select
            lower_bound_micro,
            coalesce(lead(lower_bound_micro) over (order by lower_bound_micro), 1000000000000000) as upper_bound_micro,
            row_number() over (order by lower_bound_micro) as bin
        from {{ ref('stg_intent__learned_bins') }}
        where feature_kind = 'points'
    )

    select
        cards.scorecard_name,
        cards.learned_until,
        examples.scorecard_version,
        examples.example_number,
        examples.n_converted,
        examples.weight_milli,
        coalesce(points.points_micro, 0) as value_micro,
        coalesce(points_bins.bin, 0) as bin
    from {{ examples }} as examples
    cross join {{ cards }} as cards
    left join {{ points }} as points
        on
            examples.as_of_date = points.as_of_date
            and examples.contact_id = points.contact_id
            and cards.scorecard_name = points.scorecard_name
    left join points_bins
        on
            points.points_micro <> 0
            and points.points_micro >= points_bins.lower_bound_micro
            and points.points_micro < points_bins.upper_bound_micro
{%- endmacro %}
