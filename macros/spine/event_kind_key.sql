{# The key of an event kind: the distinct (source_name, event_name, event_target, channel). #}
{% macro event_kind_key() -%}
    {{ intent.stable_key(intent.joined_strings(['source_name', 'event_name', 'event_target', 'channel'])) }}
{%- endmacro %}
