{# What is left of a signal at an age, in millionths. Half-life: 0.5 ^ (age / half-life). Knots: linear between two knots, or the earlier one's share. #}
{% macro decay_share(shape, age_days, half_life_days, lifespan_days, knot_age, knot_share, next_knot_age, next_knot_share) -%}
    case
        when {{ age_days }} < 0 or {{ age_days }} > {{ lifespan_days }} then 0
        when {{ shape }} = 'none' then 1000000
        when {{ shape }} = 'half_life'
            then {{ intent.micro_units("power(cast(0.5 as " ~ intent.double_type() ~ "), cast(" ~ age_days ~ " as " ~ intent.double_type() ~ ") / " ~ half_life_days ~ ")") }}
        when {{ shape }} = 'knots_step' or {{ next_knot_age }} is null then {{ knot_share }}
        else {{ knot_share }} - {{ intent.rounded_divide(
            "(" ~ knot_share ~ " - " ~ next_knot_share ~ ") * (" ~ age_days ~ " - " ~ knot_age ~ ")",
            "(" ~ next_knot_age ~ " - " ~ knot_age ~ ")"
        ) }}
    end
{%- endmacro %}
