{# The trend of a score from its change over 14 days: falling or rising from the limits on (a row of stg_intent__score_limits), else flat. #}
{% macro trend_from_change(change_14_days, limits='limits') -%}
    case
        when {{ change_14_days }} <= -{{ limits }}.falling_change then 'falling'
        when {{ change_14_days }} >= {{ limits }}.rising_change then 'rising'
        else 'flat'
    end
{%- endmacro %}
