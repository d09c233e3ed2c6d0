{# What is left of a signal's points, in millionths, under the cap of its tier: the signals that give most keep theirs, equal ones by name. #}
{% macro points_within_tier(points_micro, tier_cap_micro, tier_columns, signal_name) -%}
    cast(case
        when {{ points_micro }} <= 0 then {{ points_micro }}
        else greatest(
            least(
                {{ points_micro }},
                {{ tier_cap_micro }} + {{ points_micro }} - sum(greatest({{ points_micro }}, 0)) over (
                    partition by {{ tier_columns }}
                    order by {{ points_micro }} desc, {{ signal_name }}
                    rows between unbounded preceding and current row
                )
            ),
            0
        )
    end as bigint)
{%- endmacro %}
