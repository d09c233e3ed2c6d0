{# The standard error of a sum of independent influences; their squares are summed as exact decimals, so that every order gives the same. #}
{% macro standard_error(influence) -%}
    {%- set billionths = "cast(floor(" ~ influence ~ " * 1000000000 + 0.5) as decimal(19, 0))" -%}
    sqrt(
        {{ intent.ratio("sum(" ~ billionths ~ " * " ~ billionths ~ ")", "1000000000000000000.0") }}
            * {{ intent.ratio("count(*)", "count(*) - 1") }}
    )
{%- endmacro %}
