{# The score of an account, a whole number 0-100, of the points of its people in millionths: straight lines through (0, 0), (15, 30), (60, 70), (120, 85), (240, 95), (480, 100). #}
{% macro account_score_from_points(points_micro) -%}
    cast(case
        when {{ points_micro }} <= 0 then 0
        {%- for from_points, from_score, to_points, to_score in [(0, 0, 15, 30), (15, 30, 60, 70), (60, 70, 120, 85), (120, 85, 240, 95), (240, 95, 480, 100)] %}
        when {{ points_micro }} < {{ to_points }}000000
            then {{ from_score }} + {{ intent.integer_divide(
                "(" ~ points_micro ~ " - " ~ from_points * 1000000 ~ ") * " ~ (to_score - from_score), (to_points - from_points) * 1000000
            ) }}
        {%- endfor %}
        else 100
    end as integer)
{%- endmacro %}
