{# A select of partitions of a date and a scorecard, each with who may score as auto on the date, and with the base that everybody has by
   its scorecard, or by the champion as auto, and by the challenger: 0 where it is not a learned one. #}
{% macro scorecards_in_force(partitions, champions, learned_scorecards) -%}
{%- set names = {
    'base': "case partitions.scorecard_name when 'auto' then champions.champion_name else partitions.scorecard_name end",
    'challenger_base': 'champions.challenger_name',
} -%}
    select
        partitions.*,
        champions.champion_name,
        champions.challenger_name,
        champions.challenger_percent,
        champions.challenger_from_date,
        coalesce(base.base_points_micro, 0) as base_micro,
        coalesce(challenger_base.base_points_micro, 0) as challenger_base_micro
    from {{ partitions }} as partitions
    inner join {{ champions }} as champions on partitions.as_of_date between champions.from_date and champions.last_date
    {%- for base, name in names.items() %}
    left join {{ learned_scorecards }} as {{ base }}
        on
            {{ name }} = {{ base }}.scorecard_name
            and {{ base }}.feature_name = 'base'
            and partitions.as_of_date between {{ base }}.from_date and {{ base }}.last_date
    {%- endfor %}
{%- endmacro %}
