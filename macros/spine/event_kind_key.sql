{# The key of an event kind: the distinct (source_name, event_name, event_target, channel). #}
{% macro event_kind_key() -%}
    {{ intent.stable_key("source_name || '|' || event_name || '|' || event_target || '|' || channel") }}
{%- endmacro %}
