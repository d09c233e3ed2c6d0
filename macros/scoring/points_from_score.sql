{# The fewest points, in millionths, that give a score of 1 to 100: the way back along the lines of score_from_points. #}
{% macro points_from_score(score, curve='curve') -%}
    cast(case
        {%- for knot in range(2, 9) %}
        {%- set from_points, to_points = curve ~ '.points_' ~ (knot - 1) ~ '_micro', curve ~ '.points_' ~ knot ~ '_micro' %}
        {%- set from_score, to_score = curve ~ '.score_' ~ (knot - 1), curve ~ '.score_' ~ knot %}
        when {{ score }} <= {{ to_score }} then {{ from_points }} + {{ intent.integer_divide(
            "(" ~ score ~ " - " ~ from_score ~ ") * (" ~ to_points ~ " - " ~ from_points ~ ") + " ~ to_score ~ " - " ~ from_score ~ " - 1",
            "nullif(" ~ to_score ~ " - " ~ from_score ~ ", 0)"
        ) }}
        {%- endfor %}
    end as bigint)
{%- endmacro %}
