{# Points of a feature in millionths: base plus points per unit times the value, where the value lies in [lower, upper); else 0. #}
{% macro weighted_points(value_micro, lower_micro, upper_micro, base_points_micro, points_per_unit_micro) -%}
    case
        when {{ value_micro }} >= {{ lower_micro }} and {{ value_micro }} < {{ upper_micro }}
            then {{ base_points_micro }} + {{ intent.integer_divide(value_micro ~ " * " ~ points_per_unit_micro, "1000000") }}
        else 0
    end
{%- endmacro %}
