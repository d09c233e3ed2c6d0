{# The item at a position (from 1) of a text that a separator cuts into items. #}
{% macro split_item(text_value, separator, position) %}{{ return(adapter.dispatch('split_item', 'intent')(text_value, separator, position)) }}{% endmacro %}

{% macro default__split_item(text_value, separator, position) -%}
    split_part({{ text_value }}, '{{ separator }}', cast({{ position }} as integer))
{%- endmacro %}
