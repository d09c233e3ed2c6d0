{# The fewest points, in millionths, that give a score of 1 to 100: the way back along the lines of score_from_points. #}
{% macro points_from_score(score) -%}
    cast(case
        when {{ score }} <= 70 then {{ intent.integer_divide("cast(" ~ score ~ " as bigint) * 25000000 + 69", "70") }}
        when {{ score }} <= 85 then 25000000 + {{ intent.integer_divide("(cast(" ~ score ~ " as bigint) - 70) * 25000000 + 14", "15") }}
        when {{ score }} <= 95 then 50000000 + (cast({{ score }} as bigint) - 85) * 5000000
        else 100000000 + (cast({{ score }} as bigint) - 95) * 20000000
    end as bigint)
{%- endmacro %}
