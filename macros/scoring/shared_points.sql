{# Points that count a share in percent of themselves, so many times over, rounded down; three times in one step, whose product stays small. #}
{% macro shared_points(points_micro, share_percent, times) -%}
    {%- set left = namespace(points=points_micro) -%}
    {%- for step in range(times // 3) -%}
        {%- set left.points = intent.integer_divide(left.points ~ " * " ~ ([share_percent] * 3) | join(" * "), 1000000) -%}
    {%- endfor -%}
    {%- if times % 3 -%}
        {%- set left.points = intent.integer_divide(left.points ~ " * " ~ ([share_percent] * (times % 3)) | join(" * "), 100 ** (times % 3)) -%}
    {%- endif -%}
    {{ left.points }}
{%- endmacro %}
