{# A select of each example once for each scorecard: its points by it, and the bin of hand points that they are in, 0 without points. #}
{% macro examples_by_given_points(examples, cards, points, cells) -%}
    select
        cards.scorecard_name,
        cards.learned_until,
        examples.scorecard_version,
        examples.example_number,
        examples.n_converted,
        examples.weight_milli,
        coalesce(points.points_micro, 0) as value_micro,
        coalesce(cells.cell_number, 0) as cell_number
    from {{ examples }} as examples
    cross join {{ cards }} as cards
    left join {{ points }} as points
        on
            examples.as_of_date = points.as_of_date
            and examples.contact_id = points.contact_id
            and cards.scorecard_name = points.scorecard_name
    left join {{ cells }} as cells
        on
            cells.feature_name = 'hand_points'
            and points.points_micro <> 0
            and points.points_micro >= cells.lower_bound_micro
            and points.points_micro < cells.upper_bound_micro
{%- endmacro %}
