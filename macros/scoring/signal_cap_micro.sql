{# The most decayed events of a signal that count, in millionths: max_points over points; max_points events where the signal has no points. #}
{% macro signal_cap_micro(max_points_micro, points_micro) -%}
    case
        when {{ points_micro }} = 0 then {{ max_points_micro }}
        else {{ intent.integer_divide(max_points_micro ~ " * 1000000", "abs(case when " ~ points_micro ~ " = 0 then 1 else " ~ points_micro ~ " end)") }}
    end
{%- endmacro %}
