{# The score, a whole number 0-100, of points in millionths: straight lines through (0, 0), (25, 70), (50, 85), (100, 95), (200, 100), so that each further point adds less. #}
{% macro score_from_points(points_micro) -%}
    cast(case
        when {{ points_micro }} <= 0 then 0
        when {{ points_micro }} < 25000000 then {{ intent.integer_divide(points_micro ~ " * 70", "25000000") }}
        when {{ points_micro }} < 50000000 then 70 + {{ intent.integer_divide("(" ~ points_micro ~ " - 25000000) * 15", "25000000") }}
        when {{ points_micro }} < 100000000 then 85 + {{ intent.integer_divide("(" ~ points_micro ~ " - 50000000) * 10", "50000000") }}
        when {{ points_micro }} < 200000000 then 95 + {{ intent.integer_divide("(" ~ points_micro ~ " - 100000000) * 5", "100000000") }}
        when {{ points_micro }} >= 200000000 then 100
    end as integer)
{%- endmacro %}
