{# The key of what an event happened to, wherever the person came from: the distinct (source_name, event_name, event_target, channel). #}
{% macro target_key() -%}
    {{ intent.stable_key(intent.joined_strings(['source_name', 'event_name', 'event_target', 'channel'])) }}
{%- endmacro %}
