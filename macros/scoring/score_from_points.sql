{# The score, a whole number 0-100, of points in millionths, along the straight lines of a curve (a row of stg_intent__score_curves). #}
{% macro score_from_points(points_micro, curve='curve') -%}
    cast(case
        when {{ points_micro }} <= 0 then 0
        {%- for knot in range(2, 9) %}
        {%- set from_points, to_points = curve ~ '.points_' ~ (knot - 1) ~ '_micro', curve ~ '.points_' ~ knot ~ '_micro' %}
        {%- set from_score, to_score = curve ~ '.score_' ~ (knot - 1), curve ~ '.score_' ~ knot %}
        when {{ points_micro }} < {{ to_points }} then {{ from_score }} + {{ intent.integer_divide(
            "(" ~ points_micro ~ " - " ~ from_points ~ ") * (" ~ to_score ~ " - " ~ from_score ~ ")",
            "nullif(" ~ to_points ~ " - " ~ from_points ~ ", 0)"
        ) }}
        {%- endfor %}
        when {{ points_micro }} > 0 then {{ curve }}.score_8
    end as integer)
{%- endmacro %}
