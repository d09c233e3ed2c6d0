{# The names of the limits in intent_bot_limits, each of which has to be there. #}
{% macro bot_limits() -%}
    {{ return(['links_in_a_burst', 'seconds_between_clicks', 'recipients_in_a_second', 'minutes_until_a_visit', 'events_a_day']) }}
{%- endmacro %}
