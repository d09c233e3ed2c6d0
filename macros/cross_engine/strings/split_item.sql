{# The item at a position (from 1) of a string that a separator cuts into items. #}
{% macro split_item(string_value, separator, position) %}{{ return(adapter.dispatch('split_item', 'intent')(string_value, separator, position)) }}{% endmacro %}

{% macro default__split_item(string_value, separator, position) -%}
    split_part({{ string_value }}, '{{ separator }}', cast({{ position }} as integer))
{%- endmacro %}
