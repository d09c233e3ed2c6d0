{# The trend of a score from its change over 14 days: falling from -15, rising from +15, else flat. #}
{% macro trend_from_change(change_14_days) -%}
    case when {{ change_14_days }} <= -15 then 'falling' when {{ change_14_days }} >= 15 then 'rising' else 'flat' end
{%- endmacro %}
