{# Who stands against the champion: a scorecard by its name, or without one the other one of hand and learned weights; nobody else where
   the learned weights are not there yet. #}
{% macro challenger_name(challenger, version, champion_name) -%}
{%- if challenger -%}
    case when {{ version }} = 0 and {{ challenger }} = 'learned_additive' then {{ champion_name }} else {{ challenger }} end
{%- else -%}
    case when {{ version }} = 0 or {{ champion_name }} <> 'hand_weights' then 'hand_weights' else 'learned_additive' end
{%- endif -%}
{%- endmacro %}
