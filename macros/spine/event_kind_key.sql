{# The key of an event kind: the distinct (source_name, event_name, event_target, channel, campaign, referrer_host), all that a rule matches. #}
{% macro event_kind_key() -%}
    {{ intent.stable_key(intent.joined_strings(
        ['source_name', 'event_name', 'event_target', 'channel', "coalesce(campaign, '')", 'referrer_host']
    )) }}
{%- endmacro %}
